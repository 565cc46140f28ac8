using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace RewardDsl.Cuda.Tests;

/// <summary>The process that runs compiled texts. Commands are buffered; what is read arrives with <see cref="Finish"/>.</summary>
internal sealed class DeviceProcess : IDisposable
{
    private readonly Process _process;
    private readonly BufferedStream _commands;
    private readonly Stream _answers;
    private readonly Task<string> _errors;
    private readonly Queue<Memory<byte>> _reads = new();

    /// <param name="program">The executable.</param>
    public DeviceProcess(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Leaks are no fault of a kernel, and a process that is full of them takes long to end.
        start.Environment["ASAN_OPTIONS"] = "detect_leaks=0:abort_on_error=0:exitcode=99";
        start.Environment["UBSAN_OPTIONS"] = "halt_on_error=1:exitcode=99:print_stacktrace=1";
        _process = Process.Start(start)!;
        _commands = new BufferedStream(_process.StandardInput.BaseStream, 1 << 16);
        _answers = _process.StandardOutput.BaseStream;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Memory of exactly so many bytes.</summary>
    public ulong Allocate(long bytes)
    {
        Send('A', BitConverter.GetBytes((ulong)bytes));
        byte[] address = new byte[sizeof(ulong)];
        Read(address);
        return BitConverter.ToUInt64(address);
    }

    /// <summary>Gives memory back.</summary>
    public void Free(ulong address) => Send('F', BitConverter.GetBytes(address));

    /// <summary>Writes to memory.</summary>
    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        Send('W', BitConverter.GetBytes(address));
        Send(BitConverter.GetBytes((ulong)bytes.Length));
        Send(bytes);
    }

    /// <summary>Asks for memory; it is there after <see cref="Finish"/>.</summary>
    public void Request<T>(ulong address, T[] target)
        where T : unmanaged
    {
        Memory<byte> bytes = new byte[Buffer.ByteLength(target)];
        Send('R', BitConverter.GetBytes(address));
        Send(BitConverter.GetBytes((ulong)bytes.Length));
        _reads.Enqueue(bytes);
        _finish.Enqueue(() => bytes.Span.CopyTo(MemoryMarshal.AsBytes(target.AsSpan())));
    }

    /// <summary>Runs a kernel.</summary>
    public void Launch(string name, int kernel, int grid, int block, ReadOnlySpan<ulong> arguments)
    {
        Send('L', BitConverter.GetBytes(name.Length));
        Send(Encoding.ASCII.GetBytes(name));
        Send(BitConverter.GetBytes(kernel));
        Send(BitConverter.GetBytes(grid));
        Send(BitConverter.GetBytes(block));
        Send(BitConverter.GetBytes(arguments.Length * sizeof(ulong)));
        Send(MemoryMarshal.AsBytes(arguments));
    }

    /// <summary>The values of a function.</summary>
    public float[] Evaluate(string name, float[] a, float[] b)
    {
        Send('E', BitConverter.GetBytes(name.Length));
        Send(Encoding.ASCII.GetBytes(name));
        Send(BitConverter.GetBytes(a.Length));
        Send(MemoryMarshal.AsBytes(a.AsSpan()));
        Send(MemoryMarshal.AsBytes(b.AsSpan()));
        float[] result = new float[a.Length];
        byte[] bytes = new byte[a.Length * sizeof(float)];
        Read(bytes);
        Buffer.BlockCopy(bytes, 0, result, 0, bytes.Length);
        return result;
    }

    /// <summary>Waits until everything is done and read.</summary>
    public void Finish()
    {
        while (_reads.TryDequeue(out Memory<byte> bytes))
        {
            Read(bytes);
            _finish.Dequeue()();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _commands.Dispose();
        }
        catch (IOException)
        {
            // The process has ended; who read from it has been told why.
        }

        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private readonly Queue<Action> _finish = new();

    private void Send(char command, ReadOnlySpan<byte> bytes)
    {
        Send([(byte)command]);
        Send(bytes);
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _commands.Write(bytes);
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    private void Read(Memory<byte> bytes)
    {
        try
        {
            _commands.Flush();
            _answers.ReadExactly(bytes.Span);
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    private DeviceException Ended()
    {
        _process.WaitForExit(5000);
        return new DeviceException("The device has ended: " + _errors.Result);
    }
}

/// <summary>The device has ended; the message is what it said.</summary>
public sealed class DeviceException(string message) : Exception(message);

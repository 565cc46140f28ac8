using System;
using System.Runtime.InteropServices;
using RewardDsl.Kernels;

namespace RewardDsl.Tests.Kernels;

/// <summary>
/// Memory that ends at an unreadable page on Linux, so that an access one byte too far ends the test run; elsewhere
/// ordinary memory.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Page = 65536;
    private readonly nint _pages;
    private readonly nint _length;

    public GuardedMemory(int bytes)
    {
        _length = ((bytes + Page - 1) / Page * Page) + Page;
        if (OperatingSystem.IsLinux())
        {
            // Readable and writable, private and anonymous.
            _pages = Map(0, _length, 3, 0x22, -1, 0);
            if (_pages == -1 || Protect(_pages + _length - Page, Page, 0) != 0)
            {
                throw new InvalidOperationException("No guarded memory.");
            }
        }
        else
        {
            _pages = (nint)NativeMemory.AllocZeroed((nuint)_length);
        }

        Address = (byte*)_pages + _length - Page - bytes;
    }

    public byte* Address { get; }

    public Ptr Pointer => new(Address);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(_pages, _length);
        }
        else
        {
            NativeMemory.Free((void*)_pages);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nint length);
}

using System;
using System.Diagnostics;
using System.Threading;

namespace RewardDsl;

/// <summary>
/// Persistent helper threads for work of a few microseconds. They spin for a short while after a call, because a
/// training loop steps again at once and waking a thread costs more than the step; then they sleep.
/// </summary>
internal sealed class SpinPool : IDisposable
{
    /// <summary>How long a helper waits for the next call before it sleeps: longer would take the core from the simulator.</summary>
    private static readonly long s_spinTicks = Stopwatch.Frequency / 20_000; // 50 µs

    private readonly Worker[] _workers;
    private readonly int[] _claimed;
    private Action<int>? _work;
    private int _running;
    private Exception? _failure;

    /// <summary>Starts <paramref name="threads"/> − 1 helpers.</summary>
    public SpinPool(int threads)
    {
        _workers = new Worker[threads - 1];
        _claimed = new int[threads];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Worker(this, i + 1);
        }
    }

    public int Threads => _workers.Length + 1;

    /// <summary>Runs <paramref name="work"/> with 0 … <paramref name="parts"/> − 1, part 0 on the caller's thread, and waits for all.</summary>
    public void Run(Action<int> work, int parts)
    {
        _work = work;
        _failure = null;
        Volatile.Write(ref _running, parts - 1);
        for (int i = 0; i < parts - 1; i++)
        {
            Volatile.Write(ref _claimed[i + 1], 0);
            _workers[i].Start();
        }

        try
        {
            work(0);

            // A helper that the machine has not scheduled yet must not stall the step: its part is done here.
            for (int part = parts - 1; part > 0; part--)
            {
                RunPart(part);
            }
        }
        finally
        {
            SpinWait wait = default;
            while (Volatile.Read(ref _running) != 0)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            _work = null;
        }

        if (_failure is { } failure)
        {
            throw new InvalidOperationException("A worker thread of the evaluator failed.", failure);
        }
    }

    public void Dispose()
    {
        foreach (Worker worker in _workers)
        {
            worker.Dispose();
        }
    }

    private void RunPart(int part)
    {
        if (Interlocked.Exchange(ref _claimed[part], 1) != 0)
        {
            return;
        }

        try
        {
            _work!(part);
        }
#pragma warning disable CA1031 // The failure is carried to the caller's thread, whatever it is.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private sealed class Worker : IDisposable
    {
        private readonly SpinPool _pool;
        private readonly int _part;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;

        // 0 idle and spinning, 1 work is waiting, 2 asleep, 3 stop.
        private int _state;

        public Worker(SpinPool pool, int part)
        {
            _pool = pool;
            _part = part;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"RewardDsl evaluator {part}" };
            _thread.Start();
        }

        public void Start()
        {
            if (Interlocked.Exchange(ref _state, 1) == 2)
            {
                _wake.Release();
            }
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _state, 3) == 2)
            {
                _wake.Release();
            }

            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            long since = Stopwatch.GetTimestamp();
            while (true)
            {
                switch (Volatile.Read(ref _state))
                {
                    case 1:
                        // Idle again before the work is reported done: the next Start may follow at once.
                        Volatile.Write(ref _state, 0);
                        _pool.RunPart(_part);
                        since = Stopwatch.GetTimestamp();
                        break;
                    case 3:
                        return;
                    default:
                        if (Stopwatch.GetTimestamp() - since < s_spinTicks)
                        {
                            Thread.SpinWait(8);
                        }
                        else if (Interlocked.CompareExchange(ref _state, 2, 0) == 0)
                        {
                            _wake.Wait();
                            since = Stopwatch.GetTimestamp();
                        }

                        break;
                }
            }
        }
    }
}

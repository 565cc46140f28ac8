using System;
using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
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

    /// <summary>10 to 50 µs, by how long the processor pauses.</summary>
    private const int ShortSpins = 1_000;

    // The helpers know the job, not the pool: a pool that nobody disposed is collected and stops them.
    private readonly Job _job;
    private readonly Worker[] _workers;
    private long _ended;

    /// <summary>Starts <paramref name="threads"/> − 1 helpers.</summary>
    public SpinPool(int threads)
    {
        _job = new Job(threads);
        _workers = new Worker[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Worker(_job, i + 1);
        }
    }

    ~SpinPool() => Stop();

    /// <summary>Runs <paramref name="work"/> with 0 … <paramref name="parts"/> − 1, part 0 on the caller's thread, and waits for all.</summary>
    public void Run(Action<int> work, int parts)
    {
        _job.Begin(work, parts);
        for (int i = 0; i < parts - 1; i++)
        {
            _workers[i].Start();
        }

        try
        {
            work(0);

            // A helper that the machine has not scheduled yet must not stall the step: its part is done here.
            for (int part = parts - 1; part > 0; part--)
            {
                _job.RunPart(part);
            }
        }
        finally
        {
            _job.End(parts);
        }
    }

    /// <summary>Whether the last call ended so short a while ago that the helpers are, or are worth being, awake.</summary>
    public bool IsFollowedUp => Stopwatch.GetTimestamp() - _ended < s_spinTicks;

    /// <summary>A call has ended, shared or not.</summary>
    public void Ended() => _ended = Stopwatch.GetTimestamp();

    public void Dispose()
    {
        Stop();
        foreach (Worker worker in _workers)
        {
            worker.Join();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Lets a moment pass: as short as the processor knows, because whoever waits here is late by it.</summary>
    private static void Pause()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    private void Stop()
    {
        foreach (Worker? worker in _workers ?? [])
        {
            worker?.Stop();
        }
    }

    /// <summary>The work of one call, in parts that whoever comes first claims.</summary>
    private sealed class Job(int parts)
    {
        private readonly int[] _claimed = new int[parts];
        private Action<int>? _work;
        private int _running;
        private Exception? _failure;

        public void Begin(Action<int> work, int count)
        {
            _work = work;
            _failure = null;
            Volatile.Write(ref _running, count - 1);
            for (int part = 1; part < count; part++)
            {
                Volatile.Write(ref _claimed[part], 0);
            }
        }

        public void RunPart(int part)
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

        public void End(int count)
        {
            // Parts that nobody claimed (the caller's own part failed) are nobody's any more.
            for (int part = 1; part < count; part++)
            {
                if (Interlocked.Exchange(ref _claimed[part], 1) == 0)
                {
                    Interlocked.Decrement(ref _running);
                }
            }

            // The parts are alike: the others end within a fraction of a microsecond, and giving up the core costs more.
            for (int i = 0; i < ShortSpins && Volatile.Read(ref _running) != 0; i++)
            {
                Pause();
            }

            SpinWait wait = default;
            while (Volatile.Read(ref _running) != 0)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            _work = null;
            if (_failure is { } failure)
            {
                throw new InvalidOperationException("A worker thread of the evaluator failed.", failure);
            }
        }
    }

#pragma warning disable CA1001 // Without a wait handle the semaphore holds nothing to dispose, and a stop may still be releasing it.
    private sealed class Worker
#pragma warning restore CA1001
    {
        private const int Idle = 0;
        private const int Called = 1;
        private const int Asleep = 2;
        private const int Stopped = 3;

        private readonly Job _job;
        private readonly int _part;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;
        private int _state;

        public Worker(Job job, int part)
        {
            _job = job;
            _part = part;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"RewardDsl evaluator {part}" };
            _thread.Start();
        }

        public void Start() => Set(Called);

        public void Stop() => Set(Stopped);

        public void Join() => _thread.Join();

        private void Set(int state)
        {
            int before = Volatile.Read(ref _state);
            while (before != Stopped)
            {
                int seen = Interlocked.CompareExchange(ref _state, state, before);
                if (seen == before)
                {
                    if (before == Asleep)
                    {
                        _wake.Release();
                    }

                    return;
                }

                before = seen;
            }
        }

        private void Loop()
        {
            long since = Stopwatch.GetTimestamp();
            while (true)
            {
                switch (Volatile.Read(ref _state))
                {
                    case Called:
                        // Idle again before the work is done: the next call may follow at once. A stop in between stays.
                        if (Interlocked.CompareExchange(ref _state, Idle, Called) == Called)
                        {
                            _job.RunPart(_part);
                            since = Stopwatch.GetTimestamp();
                        }

                        break;
                    case Stopped:
                        return;
                    default:
                        if (Stopwatch.GetTimestamp() - since < s_spinTicks)
                        {
                            Pause();
                        }
                        else if (Interlocked.CompareExchange(ref _state, Asleep, Idle) == Idle)
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

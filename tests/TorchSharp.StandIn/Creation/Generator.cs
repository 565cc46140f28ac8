using System;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. Its numbers are its own: the same seed gives others than torch's.</summary>
    public class Generator : IDisposable
    {
        private static long handles;
        private readonly RandomState state;

        public Generator(ulong seed = 0, Device? device = null)
            : this(new RandomState())
        {
            state.Seed(seed);
            this.device = InitializeDevice(device!);
        }

        internal Generator(RandomState state)
        {
            this.state = state;
            device = CPU;
            Handle = checked((IntPtr)System.Threading.Interlocked.Increment(ref handles));
        }

        public static Generator Default => new(RandomState.Default);

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        internal RandomState State => state;

        public Generator manual_seed(long seed)
        {
            state.Seed(unchecked((ulong)seed));
            return this;
        }

        public long seed()
        {
            long seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => unchecked((long)state.Started);

        public unsafe Tensor get_state()
        {
            Body body = Body.Empty(ScalarType.Byte, sizeof(ulong) * 2);
            ((ulong*)body.Data)[0] = state.Started;
            ((ulong*)body.Data)[1] = state.Position;
            return new Tensor(body);
        }

        public unsafe void set_state(Tensor value)
        {
            ulong* words = (ulong*)value.Body.Data;
            state.Seed(words[0]);
            state.Position = words[1];
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing) => Handle = IntPtr.Zero;
    }

    /// <summary>The default source.</summary>
    public static class random
    {
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
}

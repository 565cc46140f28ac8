using System;
using System.Threading;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle on a tensor: what scopes hold and statistics count.</summary>
    public partial class Tensor : IDisposable
    {
        private static long lastHandle;
        private static long total;
        private static long peak;
        private Body? body;
        internal IntPtr handle;

        internal Tensor(Body? body, bool register = true)
        {
            this.body = body;
            handle = body is null ? IntPtr.Zero : checked((IntPtr)Interlocked.Increment(ref lastHandle));
            peak = Math.Max(Interlocked.Increment(ref total), peak);
            if (register)
            {
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
            }
        }

        /// <summary>Takes over another handle, which is then empty.</summary>
        private protected Tensor(Tensor taken)
        {
            (body, handle) = (taken.Body, taken.handle);
            (taken.body, taken.handle) = (null, IntPtr.Zero);
            peak = Math.Max(Interlocked.Increment(ref total), peak);
        }

        public static long TotalCount => total;

        public static long PeakCount => peak;

        public string? name { get; set; }

        public bool IsInvalid => handle == IntPtr.Zero;

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw Empty();

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal Body Body => body ?? throw Empty();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero)
            {
                return;
            }

            DisposeScopeManager.ThreadSingleton.Disposing(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref total);
            (body, handle) = (null, IntPtr.Zero);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
            {
                other.Attach(this);
            }
            else
            {
                OwningDisposeScope?.MoveToOther(other, this);
            }

            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        public override string ToString() => $"[{string.Join("x", Body.Shape)}], type = {Body.Type}, device = cpu";

        private static InvalidOperationException Empty() => new("Tensor invalid -- empty handle.");

        /// <summary>Writes the value of an operation over its operand, as torch's operations with a trailing underscore do.</summary>
        private Tensor InPlace(Func<Body, Body> operation)
        {
            Graph.CheckWritable(Body);
            Body value = operation(Graph.Operand(Body));
            if (!value.Shape.AsSpan().SequenceEqual(Body.Shape))
            {
                throw Shapes.Error($"output with shape {Shapes.Text(Body.Shape)} doesn't match the broadcast shape {Shapes.Text(value.Shape)}");
            }

            if (StandIn.Types.IsFloat(value.Type) && !StandIn.Types.IsFloat(Body.Type))
            {
                throw Shapes.Error($"result type {value.Type} can't be cast to the desired output type {Body.Type}");
            }

            Graph.Replace(Body, Ops.To(value, Body.Type));
            return this;
        }
    }
}

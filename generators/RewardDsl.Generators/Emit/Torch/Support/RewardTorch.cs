namespace RewardDsl.Generated
{
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>
    /// Operations of the differentiable form that tensors do not have as the reward means them. A guard is given where derivatives are wanted: then
    /// ties go to the first operand, and no derivative passes where it is not finite, so that nothing behind a closed gate becomes 0 · ∞.
    /// </summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal static class RewardTorch
    {
        /// <summary>The smaller; NaN where one of them is.</summary>
        public static Tensor Min(Tensor a, Tensor b, RewardTorchGuard? guard)
        {
            return guard is null ? torch.minimum(a, b) : torch.where(b.lt(a).logical_or(b.isnan()), b, a);
        }

        /// <summary>The larger; NaN where one of them is.</summary>
        public static Tensor Max(Tensor a, Tensor b, RewardTorchGuard? guard)
        {
            return guard is null ? torch.maximum(a, b) : torch.where(b.gt(a).logical_or(b.isnan()), b, a);
        }

        /// <summary>The first between two bounds; these have the derivative only where it lies beyond them.</summary>
        public static Tensor Clamp(Tensor x, Tensor lo, Tensor hi, RewardTorchGuard? guard)
        {
            if (guard is null)
            {
                return torch.minimum(torch.maximum(x, lo), hi);
            }

            Tensor y = torch.where(lo.gt(x), lo, x);
            return torch.where(hi.lt(y), hi, y);
        }

        /// <summary>The smaller of a value and 0, with the derivative 0 at 0.</summary>
        public static Tensor MinZero(Tensor x)
        {
            return x.neg().relu().neg();
        }

        /// <summary>−1, 0 or 1; NaN for NaN.</summary>
        public static Tensor Sign(Tensor x)
        {
            return torch.where(x.isnan(), x, x.sign());
        }

        /// <summary>The product; where one factor is not finite the other has no derivative.</summary>
        public static Tensor Mul(Tensor a, Tensor b, RewardTorchGuard? guard)
        {
            if (guard is null)
            {
                return a.mul(b);
            }

            if (ReferenceEquals(a, b))
            {
                Tensor finite = Cut(a, a.isfinite());
                return finite.mul(finite);
            }

            return (a.requires_grad ? Cut(a, b.isfinite()) : a).mul(b.requires_grad ? Cut(b, a.isfinite()) : b);
        }

        /// <summary>The quotient.</summary>
        public static Tensor Div(Tensor a, Tensor b, RewardTorchGuard? guard)
        {
            if (guard is null)
            {
                return a.div(b);
            }

            Tensor divisor = b.detach();
            Tensor smooth = a.detach().div(divisor).div(divisor).isfinite();
            return (a.requires_grad ? Cut(a, smooth) : a).div(b.requires_grad ? Cut(b, smooth) : b);
        }

        /// <summary>The square root.</summary>
        public static Tensor Sqrt(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.gt(guard.Zero))).sqrt();
        }

        /// <summary>e to the power.</summary>
        public static Tensor Exp(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.lt(guard.ExpLimit))).exp();
        }

        /// <summary>The natural logarithm.</summary>
        public static Tensor Log(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.abs().gt(guard.Tiny))).log();
        }

        /// <summary>The logarithm to base 2.</summary>
        public static Tensor Log2(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.abs().gt(guard.Tiny))).log2();
        }

        /// <summary>The sine.</summary>
        public static Tensor Sin(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.isfinite())).sin();
        }

        /// <summary>The cosine.</summary>
        public static Tensor Cos(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.isfinite())).cos();
        }

        /// <summary>The tangent.</summary>
        public static Tensor Tan(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.isfinite())).tan();
        }

        /// <summary>The hyperbolic tangent.</summary>
        public static Tensor Tanh(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.isfinite())).tanh();
        }

        /// <summary>The inverse sine.</summary>
        public static Tensor Asin(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.abs().lt(guard.One))).asin();
        }

        /// <summary>The inverse cosine.</summary>
        public static Tensor Acos(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.abs().lt(guard.One))).acos();
        }

        /// <summary>The inverse tangent.</summary>
        public static Tensor Atan(Tensor x, RewardTorchGuard? guard)
        {
            return (guard is null ? x : Cut(x, x.isfinite())).atan();
        }

        /// <summary>The angle of a point.</summary>
        public static Tensor Atan2(Tensor y, Tensor x, RewardTorchGuard? guard)
        {
            if (guard is null)
            {
                return y.atan2(x);
            }

            Tensor square = y.detach().mul(y.detach()).add(x.detach().mul(x.detach()));
            Tensor smooth = square.gt(guard.Tiny).logical_and(square.isfinite());
            return (y.requires_grad ? Cut(y, smooth) : y).atan2(x.requires_grad ? Cut(x, smooth) : x);
        }

        /// <summary>A power.</summary>
        public static Tensor Pow(Tensor x, Tensor exponent, RewardTorchGuard? guard)
        {
            if (guard is null)
            {
                return x.pow(exponent);
            }

            Tensor root = x.detach();
            Tensor power = exponent.detach();
            Tensor smooth = power.mul(root.pow(power.sub(guard.One))).isfinite();
            if (exponent.requires_grad)
            {
                smooth = smooth.logical_and(root.gt(guard.Tiny));
            }

            return (x.requires_grad ? Cut(x, smooth) : x).pow(exponent.requires_grad ? Cut(exponent, smooth) : exponent);
        }

        /// <summary>The smallest of each row; of several that are it the first has the derivative.</summary>
        public static Tensor MinOf(Tensor x, RewardTorchGuard? guard)
        {
            return guard is null ? x.amin(-1) : x.min(-1).values;
        }

        /// <summary>The largest of each row; of several that are it the first has the derivative.</summary>
        public static Tensor MaxOf(Tensor x, RewardTorchGuard? guard)
        {
            return guard is null ? x.amax(-1) : x.max(-1).values;
        }

        /// <summary>Entries of a table: indices are cut to whole numbers and to the table, NaN names the first.</summary>
        public static Tensor Lookup(Tensor table, Tensor index, Tensor last, Tensor zero)
        {
            Tensor place = index.detach();
            place = torch.minimum(torch.where(place.gt(zero), place, zero), last);
            return table.index_select(0, place.to(torch.int64));
        }

        /// <summary>Lets derivatives pass only where a condition holds.</summary>
        private static Tensor Cut(Tensor x, Tensor where)
        {
            return x.requires_grad ? torch.where(where, x, x.detach()) : x;
        }
    }

    /// <summary>Limits that guards compare with, as tensors on one device.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchGuard : global::System.IDisposable
    {
        public RewardTorchGuard(torch.Device device)
        {
            Zero = torch.tensor(0f, device: device).DetachFromDisposeScope();
            One = torch.tensor(1f, device: device).DetachFromDisposeScope();
            ExpLimit = torch.tensor(88.72f, device: device).DetachFromDisposeScope();
            Tiny = torch.tensor(1.2e-38f, device: device).DetachFromDisposeScope();
        }

        public Tensor Zero { get; }

        public Tensor One { get; }

        /// <summary>Above it e to the power is beyond float32.</summary>
        public Tensor ExpLimit { get; }

        /// <summary>Below it one divided by a value is beyond float32.</summary>
        public Tensor Tiny { get; }

        public void Dispose()
        {
            Zero.Dispose();
            One.Dispose();
            ExpLimit.Dispose();
            Tiny.Dispose();
        }
    }
}

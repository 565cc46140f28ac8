using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => new(Ops.Equal(Body, target.Body));

        public Tensor eq(Scalar target) => new(Ops.Equal(Body, Ops.Beside(Body, target)));

        public Tensor eq_(Tensor target) => InPlace(self => Ops.Equal(self, target.Body));

        public Tensor eq_(Scalar target) => InPlace(self => Ops.Equal(self, Ops.Beside(self, target)));

        public Tensor equal(Tensor target) => eq(target);

        public Tensor ne(Tensor target) => new(Ops.NotEqual(Body, target.Body));

        public Tensor ne(Scalar target) => new(Ops.NotEqual(Body, Ops.Beside(Body, target)));

        public Tensor ne_(Tensor target) => InPlace(self => Ops.NotEqual(self, target.Body));

        public Tensor ne_(Scalar target) => InPlace(self => Ops.NotEqual(self, Ops.Beside(self, target)));

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor lt(Tensor target) => new(Ops.Less(Body, target.Body));

        public Tensor lt(Scalar target) => new(Ops.Less(Body, Ops.Beside(Body, target)));

        public Tensor lt_(Tensor target) => InPlace(self => Ops.Less(self, target.Body));

        public Tensor lt_(Scalar target) => InPlace(self => Ops.Less(self, Ops.Beside(self, target)));

        public Tensor less(Tensor target) => lt(target);

        public Tensor le(Tensor target) => new(Ops.LessEqual(Body, target.Body));

        public Tensor le(Scalar target) => new(Ops.LessEqual(Body, Ops.Beside(Body, target)));

        public Tensor le_(Tensor target) => InPlace(self => Ops.LessEqual(self, target.Body));

        public Tensor le_(Scalar target) => InPlace(self => Ops.LessEqual(self, Ops.Beside(self, target)));

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor gt(Tensor target) => new(Ops.Greater(Body, target.Body));

        public Tensor gt(Scalar target) => new(Ops.Greater(Body, Ops.Beside(Body, target)));

        public Tensor gt_(Tensor target) => InPlace(self => Ops.Greater(self, target.Body));

        public Tensor gt_(Scalar target) => InPlace(self => Ops.Greater(self, Ops.Beside(self, target)));

        public Tensor greater(Tensor target) => gt(target);

        public Tensor ge(Tensor target) => new(Ops.GreaterEqual(Body, target.Body));

        public Tensor ge(Scalar target) => new(Ops.GreaterEqual(Body, Ops.Beside(Body, target)));

        public Tensor ge_(Tensor target) => InPlace(self => Ops.GreaterEqual(self, target.Body));

        public Tensor ge_(Scalar target) => InPlace(self => Ops.GreaterEqual(self, Ops.Beside(self, target)));

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor isnan() => new(Ops.IsNaN(Body));

        public Tensor isfinite() => new(Ops.IsFinite(Body));

        public Tensor isinf() => new(Ops.IsInfinite(Body));

        public Tensor isposinf() => new(Ops.IsPositiveInfinity(Body));

        public Tensor isneginf() => new(Ops.IsNegativeInfinity(Body));

        public Tensor signbit() => new(Ops.SignBit(Body));

        public Tensor logical_not() => new(Ops.Not(Body));

        public Tensor logical_and(Tensor other) => new(Ops.And(Body, other.Body));

        public Tensor logical_and_(Tensor other) => InPlace(self => Ops.And(self, other.Body));

        public Tensor logical_or(Tensor other) => new(Ops.Or(Body, other.Body));

        public Tensor logical_or_(Tensor other) => InPlace(self => Ops.Or(self, other.Body));

        public Tensor logical_xor(Tensor other) => new(Ops.Xor(Body, other.Body));

        public Tensor logical_xor_(Tensor other) => InPlace(self => Ops.Xor(self, other.Body));

        public Tensor logical_not_() => InPlace(self => Ops.Not(self));

        public Tensor bitwise_and(Tensor other) => new(Ops.And(Bools(Body), Bools(other.Body)));

        public Tensor bitwise_or(Tensor other) => new(Ops.Or(Bools(Body), Bools(other.Body)));

        public Tensor bitwise_xor(Tensor other) => new(Ops.Xor(Bools(Body), Bools(other.Body)));

        public Tensor bitwise_not() => new(Ops.Not(Bools(Body)));

        /// <summary>Of the operations on bits, those on bools.</summary>
        private static Body Bools(Body body) => body.Type == ScalarType.Bool ? body : throw new System.NotSupportedException("The stand-in of TorchSharp has operations on bits for bools only.");

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    public static Tensor equal(Tensor tensor, Tensor target) => tensor.eq(target);

    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.ne(target);

    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    public static Tensor less(Tensor tensor, Tensor target) => tensor.lt(target);

    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.le(target);

    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    public static Tensor greater(Tensor tensor, Tensor target) => tensor.gt(target);

    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.ge(target);

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    public static Tensor signbit(Tensor input) => input.signbit();

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);
}

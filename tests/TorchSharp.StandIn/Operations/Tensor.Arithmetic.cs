using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => new(Ops.Add(Body, target.Body));

        public Tensor add(Scalar scalar) => new(Ops.Add(Body, scalar));

        public Tensor add_(Tensor target) => InPlace(self => Ops.Add(self, target.Body));

        public Tensor add_(Scalar scalar) => InPlace(self => Ops.Add(self, scalar));

        public Tensor sub(Tensor target) => new(Ops.Sub(Body, target.Body));

        public Tensor sub(Scalar target) => new(Ops.Sub(Body, target));

        public Tensor sub_(Tensor target) => InPlace(self => Ops.Sub(self, target.Body));

        public Tensor sub_(Scalar target) => InPlace(self => Ops.Sub(self, target));

        public Tensor mul(Tensor target) => new(Ops.Mul(Body, target.Body));

        public Tensor mul(Scalar target) => new(Ops.Mul(Body, target));

        public Tensor mul_(Tensor target) => InPlace(self => Ops.Mul(self, target.Body));

        public Tensor mul_(Scalar target) => InPlace(self => Ops.Mul(self, target));

        public Tensor add(Tensor target, Scalar alpha) => new(Ops.Add(Body, Ops.Mul(target.Body, alpha)));

        public Tensor add(Scalar scalar, Scalar alpha) => new(Ops.Add(Body, Product(scalar, alpha)));

        public Tensor add_(Tensor target, Scalar alpha) => InPlace(self => Ops.Add(self, Ops.Mul(target.Body, alpha)));

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(self => Ops.Add(self, Product(scalar, alpha)));

        private static Scalar Product(Scalar a, Scalar b) => a.IsReal || b.IsReal ? a.Real * b.Real : a.Integer * b.Integer;

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => new(Ops.Div(Body, target.Body, rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => new(Ops.Div(Body, Ops.Beside(Body, target), rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(self => Ops.Div(self, target.Body, rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(self => Ops.Div(self, Ops.Beside(self, target), rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor floor_divide(Tensor other) => div(other, RoundingMode.floor);

        public Tensor floor_divide(Scalar other) => div(other, RoundingMode.floor);

        public Tensor remainder(Tensor target) => new(Ops.Remainder(Body, target.Body));

        public Tensor remainder(Scalar scalar) => new(Ops.Remainder(Body, Ops.Beside(Body, scalar)));

        public Tensor fmod(Tensor target) => new(Ops.Fmod(Body, target.Body));

        public Tensor fmod(Scalar scalar) => new(Ops.Fmod(Body, Ops.Beside(Body, scalar)));

        public Tensor pow(Tensor exponent) => new(Ops.Power(Body, exponent.Body));

        public Tensor pow(Scalar exponent) => new(Ops.Power(Body, exponent));

        public Tensor pow_(Tensor exponent) => InPlace(self => Ops.Power(self, exponent.Body));

        public Tensor pow_(Scalar exponent) => InPlace(self => Ops.Power(self, exponent));

        public Tensor atan2(Tensor other) => new(Ops.Atan2(Body, other.Body));

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor hypot(Tensor other) => new(Ops.Hypot(Body, other.Body));

        public Tensor copysign(Tensor other) => new(Ops.CopySign(Body, other.Body));

        public Tensor maximum(Tensor other) => new(Ops.Maximum(Body, other.Body));

        public Tensor minimum(Tensor other) => new(Ops.Minimum(Body, other.Body));

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => new(WithProduct(Body, tensor1, tensor2, value));

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(self => WithProduct(self, tensor1, tensor2, value));

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => new(WithQuotient(Body, tensor1, tensor2, value));

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(self => WithQuotient(self, tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor lerp(Tensor end, Tensor weight) => new(Ops.Add(Body, Ops.Mul(weight.Body, Ops.Sub(end.Body, Body))));

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(self => Ops.Add(self, Ops.Mul(weight.Body, Ops.Sub(end.Body, self))));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => new(Ops.Clamp(Body, Bound(min), Bound(max)));

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => new(Ops.Clamp(Body, min?.Body, max?.Body));

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(self => Ops.Clamp(self, Bound(min), Bound(max)));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => InPlace(self => Ops.Clamp(self, min?.Body, max?.Body));

        public Tensor clamp_min(Scalar min) => clamp(min, (Scalar?)null);

        public Tensor clamp_min_(Scalar min) => clamp_(min, (Scalar?)null);

        public Tensor clamp_max(Scalar max) => clamp((Scalar?)null, max);

        public Tensor clamp_max_(Scalar max) => clamp_((Scalar?)null, max);

        private Body? Bound(Scalar? bound) => bound is null ? null : Ops.Beside(Body, bound);

        private static Body WithProduct(Body x, Tensor a, Tensor b, Scalar value) => Ops.Add(x, Ops.Mul(Ops.Mul(a.Body, b.Body), value));

        private static Body WithQuotient(Body x, Tensor a, Tensor b, Scalar value) => Ops.Add(x, Ops.Mul(Ops.Div(a.Body, b.Body), value));

        public Tensor where(Tensor condition, Tensor y) => new(Ops.Where(condition.Body, Body, y.Body));

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator +(Tensor left, int right) => left.add(right);

        public static Tensor operator +(Tensor left, long right) => left.add(right);

        public static Tensor operator +(Tensor left, float right) => left.add(right);

        public static Tensor operator +(Tensor left, double right) => left.add(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator +(int left, Tensor right) => right.add(left);

        public static Tensor operator +(long left, Tensor right) => right.add(left);

        public static Tensor operator +(float left, Tensor right) => right.add(left);

        public static Tensor operator +(double left, Tensor right) => right.add(left);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        public static Tensor operator *(Tensor left, long right) => left.mul(right);

        public static Tensor operator *(Tensor left, float right) => left.mul(right);

        public static Tensor operator *(Tensor left, double right) => left.mul(right);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator *(int left, Tensor right) => right.mul(left);

        public static Tensor operator *(long left, Tensor right) => right.mul(left);

        public static Tensor operator *(float left, Tensor right) => right.mul(left);

        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator -(Tensor left, int right) => left.sub(right);

        public static Tensor operator -(Tensor left, long right) => left.sub(right);

        public static Tensor operator -(Tensor left, float right) => left.sub(right);

        public static Tensor operator -(Tensor left, double right) => left.sub(right);

        public static Tensor operator -(Scalar left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(int left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(long left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(float left, Tensor right) => right.negative().add(left);

        public static Tensor operator -(double left, Tensor right) => right.negative().add(left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator /(Tensor left, int right) => left.div(right);

        public static Tensor operator /(Tensor left, long right) => left.div(right);

        public static Tensor operator /(Tensor left, float right) => left.div(right);

        public static Tensor operator /(Tensor left, double right) => left.div(right);

        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator %(Tensor left, int right) => left.remainder(right);

        public static Tensor operator %(Tensor left, long right) => left.remainder(right);

        public static Tensor operator %(Tensor left, float right) => left.remainder(right);

        public static Tensor operator %(Tensor left, double right) => left.remainder(right);
    }

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);

    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);

    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);

    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);

    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);

    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);

    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);

    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);

    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    public static Tensor arctan2(Tensor input, Tensor other) => input.arctan2(other);

    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor max(Tensor input, Tensor other) => input.max(other);

    public static Tensor min(Tensor input, Tensor other) => input.min(other);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);

    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);

    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}

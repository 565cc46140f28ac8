using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => new(Ops.Abs(Body));

        public Tensor abs_() => InPlace(self => Ops.Abs(self));

        public Tensor neg() => new(Ops.Neg(Body));

        public Tensor neg_() => InPlace(self => Ops.Neg(self));

        public Tensor exp() => new(Ops.Exp(Body));

        public Tensor exp_() => InPlace(self => Ops.Exp(self));

        public Tensor exp2() => new(Ops.Exp2(Body));

        public Tensor exp2_() => InPlace(self => Ops.Exp2(self));

        public Tensor expm1() => new(Ops.Expm1(Body));

        public Tensor expm1_() => InPlace(self => Ops.Expm1(self));

        public Tensor log() => new(Ops.Log(Body));

        public Tensor log_() => InPlace(self => Ops.Log(self));

        public Tensor log2() => new(Ops.Log2(Body));

        public Tensor log2_() => InPlace(self => Ops.Log2(self));

        public Tensor log10() => new(Ops.Log10(Body));

        public Tensor log10_() => InPlace(self => Ops.Log10(self));

        public Tensor log1p() => new(Ops.Log1p(Body));

        public Tensor log1p_() => InPlace(self => Ops.Log1p(self));

        public Tensor sin() => new(Ops.Sin(Body));

        public Tensor sin_() => InPlace(self => Ops.Sin(self));

        public Tensor cos() => new(Ops.Cos(Body));

        public Tensor cos_() => InPlace(self => Ops.Cos(self));

        public Tensor tan() => new(Ops.Tan(Body));

        public Tensor tan_() => InPlace(self => Ops.Tan(self));

        public Tensor asin() => new(Ops.Asin(Body));

        public Tensor asin_() => InPlace(self => Ops.Asin(self));

        public Tensor acos() => new(Ops.Acos(Body));

        public Tensor acos_() => InPlace(self => Ops.Acos(self));

        public Tensor atan() => new(Ops.Atan(Body));

        public Tensor atan_() => InPlace(self => Ops.Atan(self));

        public Tensor sinh() => new(Ops.Sinh(Body));

        public Tensor sinh_() => InPlace(self => Ops.Sinh(self));

        public Tensor cosh() => new(Ops.Cosh(Body));

        public Tensor cosh_() => InPlace(self => Ops.Cosh(self));

        public Tensor tanh() => new(Ops.Tanh(Body));

        public Tensor tanh_() => InPlace(self => Ops.Tanh(self));

        public Tensor sigmoid() => new(Ops.Sigmoid(Body));

        public Tensor sigmoid_() => InPlace(self => Ops.Sigmoid(self));

        public Tensor sqrt() => new(Ops.Sqrt(Body));

        public Tensor sqrt_() => InPlace(self => Ops.Sqrt(self));

        public Tensor rsqrt() => new(Ops.Rsqrt(Body));

        public Tensor rsqrt_() => InPlace(self => Ops.Rsqrt(self));

        public Tensor reciprocal() => new(Ops.Reciprocal(Body));

        public Tensor reciprocal_() => InPlace(self => Ops.Reciprocal(self));

        public Tensor floor() => new(Ops.Floor(Body));

        public Tensor floor_() => InPlace(self => Ops.Floor(self));

        public Tensor ceil() => new(Ops.Ceil(Body));

        public Tensor ceil_() => InPlace(self => Ops.Ceil(self));

        public Tensor trunc() => new(Ops.Trunc(Body));

        public Tensor trunc_() => InPlace(self => Ops.Trunc(self));

        public Tensor sign() => new(Ops.Sign(Body));

        public Tensor sign_() => InPlace(self => Ops.Sign(self));

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor arcsin() => asin();

        public Tensor arccos() => acos();

        public Tensor fix() => trunc();

        public Tensor arctan() => atan();

        public Tensor relu() => new(Ops.Relu(Body));

        public Tensor relu_() => InPlace(self => Ops.Relu(self));

        public Tensor round(long decimals = 0L) => new(Ops.Round(Body, decimals));

        public Tensor round_(long decimals = 0L) => InPlace(self => Ops.Round(self, decimals));

        public Tensor square() => pow(2);

        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => new(Ops.Elu(Body, alpha.Real, scale.Real, input_scale.Real));

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => InPlace(self => Ops.Elu(self, alpha.Real, scale.Real, input_scale.Real));

        public Tensor softplus(double beta = 1, double threshold = 20) => new(Ops.Softplus(Body, beta, threshold));

        public static Tensor operator -(Tensor tensor) => tensor.neg();
    }

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor abs_(Tensor input) => input.abs_();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor neg_(Tensor input) => input.neg_();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor exp_(Tensor input) => input.exp_();

    public static Tensor exp2(Tensor input) => input.exp2();

    public static Tensor exp2_(Tensor input) => input.exp2_();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor expm1_(Tensor input) => input.expm1_();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log_(Tensor input) => input.log_();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor log2_(Tensor input) => input.log2_();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor log10_(Tensor input) => input.log10_();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log1p_(Tensor input) => input.log1p_();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor sin_(Tensor input) => input.sin_();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor cos_(Tensor input) => input.cos_();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor tan_(Tensor input) => input.tan_();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor asin_(Tensor input) => input.asin_();

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor acos_(Tensor input) => input.acos_();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor atan_(Tensor input) => input.atan_();

    public static Tensor sinh(Tensor input) => input.sinh();

    public static Tensor sinh_(Tensor input) => input.sinh_();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor cosh_(Tensor input) => input.cosh_();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor tanh_(Tensor input) => input.tanh_();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor floor_(Tensor input) => input.floor_();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor ceil_(Tensor input) => input.ceil_();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor trunc_(Tensor input) => input.trunc_();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor sign_(Tensor input) => input.sign_();

    public static Tensor absolute(Tensor input) => input.absolute();

    public static Tensor negative(Tensor input) => input.negative();

    public static Tensor arcsin(Tensor input) => input.arcsin();

    public static Tensor arccos(Tensor input) => input.arccos();

    public static Tensor fix(Tensor input) => input.fix();

    public static Tensor arctan(Tensor input) => input.arctan();

    public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);

    public static Tensor round_(Tensor input, long decimals = 0L) => input.round_(decimals);

    public static Tensor square(Tensor input) => input.square();
}

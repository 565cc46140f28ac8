using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => new(Ops.MatMul(Body, target.Body));

        public Tensor mm(Tensor target) => new(Ops.MatrixProduct(Body, target.Body));

        public Tensor mv(Tensor target) => new(Ops.MatMul(Body, target.Body));

        public Tensor bmm(Tensor batch2) => new(Ops.BatchProduct(Body, batch2.Body));

        public Tensor dot(Tensor target) => new(Ops.Dot(Body, target.Body));

        public Tensor outer(Tensor vec2) => new(Ops.Mul(Ops.Unsqueeze(Body, 1), vec2.Body));

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => new(Ops.AddProduct(Body, mat1.Body, mat2.Body, beta, alpha));

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => InPlace(self => Ops.AddProduct(self, mat1.Body, mat2.Body, beta, alpha));
    }

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);
}

using System;
using System.IO;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Modules: what they hold, compute, save and learn.</summary>
[Collection("random")]
public sealed class ModuleTests
{
    [Fact]
    public void Linear_multiplies_by_the_transposed_weights()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear layer = nn.Linear(2, 3);
        using (no_grad())
        {
            layer.weight.copy_(tensor(new[,] { { 1f, 2f }, { 3f, 4f }, { 5f, 6f } }));
            layer.bias!.copy_(tensor(new[] { 10f, 20f, 30f }));
        }

        Values.AreClose([13, 27, 41], layer.call(tensor(new[,] { { 1f, 1f } })));
        Values.AreClose([13, 27, 41], layer.forward(ones(2)));
        Assert.Equal(["weight", "bias"], layer.named_parameters().Select(named => named.name));
    }

    [Fact]
    public void First_weights_lie_within_their_bound()
    {
        using DisposeScope scope = NewDisposeScope();
        _ = manual_seed(3);
        using Linear layer = nn.Linear(16, 64);
        double[] weights = Values.Of(layer.weight);
        Assert.All(weights, w => Assert.InRange(w, -0.25, 0.25));
        Assert.InRange(weights.Max(), 0.2, 0.25);
        Assert.InRange(weights.Average(), -0.03, 0.03);
    }

    [Fact]
    public void Orthogonal_weights_are()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = nn.init.orthogonal_(empty(3, 5), 2);
        Values.AreClose([4, 0, 0, 0, 4, 0, 0, 0, 4], wide.mm(wide.t()), 1e-5);
        Tensor tall = nn.init.orthogonal_(empty(4, 2));
        Values.AreClose([1, 0, 0, 1], tall.t().mm(tall), 1e-5);
        Values.AreClose([7, 7], nn.init.constant_(empty(2), 7));
    }

    [Fact]
    public void A_sequence_has_the_names_of_its_parts()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential numbered = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.named_parameters().Select(named => named.name));
        using Sequential named = nn.Sequential(("in", nn.Linear(2, 4)), ("act", nn.ELU()), ("out", nn.Linear(4, 1)));
        Assert.Equal(["in.weight", "in.bias", "out.weight", "out.bias"], named.state_dict().Keys);
        Assert.Equal([5L, 1L], named.call(ones(5, 2)).shape);
    }

    [Fact]
    public void Activations()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { -1f, 0f, 2f });
        Values.AreClose([Math.Tanh(-1), 0, Math.Tanh(2)], nn.Tanh().call(x));
        Values.AreClose([Math.Exp(-1) - 1, 0, 2], nn.ELU().call(x));
        Values.AreClose([0.5 * (Math.Exp(-1) - 1), 0, 2], nn.ELU(0.5).call(x));
        Values.AreClose([0, 0, 2], nn.ReLU().call(x));
    }

    [Fact]
    public void A_module_registers_its_fields()
    {
        using DisposeScope scope = NewDisposeScope();
        using var policy = new Policy();
        Assert.Equal(["log_std", "net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias"], policy.named_parameters().Select(named => named.name));
        Assert.Equal(["scale"], policy.named_buffers().Select(named => named.name));
        Assert.Equal(6, policy.state_dict().Count);
        Assert.True(policy.training);
        policy.eval();
        Assert.False(policy.training);
    }

    [Fact]
    public void Saved_and_loaded_it_is_the_same()
    {
        using DisposeScope scope = NewDisposeScope();
        using var first = new Policy();
        using var second = new Policy();
        Tensor x = randn(7, 3);
        Assert.False(first.call(x).Equals(second.call(x)));

        using var stream = new MemoryStream();
        first.save(stream);
        using var copy = new MemoryStream(stream.ToArray());
        second.load(copy);
        Assert.True(first.call(x).Equals(second.call(x)));
        Assert.All(second.parameters(), parameter => Assert.True(parameter.requires_grad));

        string file = Path.GetTempFileName();
        try
        {
            first.save(file);
            using var third = new Policy();
            third.load(file);
            Assert.True(first.call(x).Equals(third.call(x)));
        }
        finally
        {
            File.Delete(file);
        }

        using var other = new MemoryStream(stream.ToArray());
        using Linear wrong = nn.Linear(1, 1);
        Assert.Throws<ArgumentException>(() => wrong.load(other));
    }

    [Fact]
    public void A_state_is_copied_by_names()
    {
        using DisposeScope scope = NewDisposeScope();
        using var first = new Policy();
        using var second = new Policy();
        second.load_state_dict(first.state_dict());
        Tensor x = randn(2, 3);
        Assert.True(first.call(x).Equals(second.call(x)));
        using Linear other = nn.Linear(3, 8);
        Assert.Throws<InvalidOperationException>(() => other.load_state_dict(first.state_dict()));
    }

    [Fact]
    public void Gradients_are_cleared_to_none()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear layer = nn.Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        Assert.NotNull(layer.weight.grad);
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void A_network_learns_and_leaves_nothing()
    {
        _ = manual_seed(11);
        using (DisposeScope outer = NewDisposeScope())
        {
            using Sequential network = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1));
            using Adam optimizer = optim.Adam(network.parameters(), lr: 0.02);
            Tensor x = linspace(-2, 2, 64).unsqueeze(1);
            Tensor y = x.sin();
            long before = 0;
            double loss = double.NaN;
            for (int step = 0; step < 300; step++)
            {
                if (step == 1)
                {
                    before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
                }

                using DisposeScope inner = NewDisposeScope();
                optimizer.zero_grad();
                Tensor error = (network.call(x) - y).square().mean();
                error.backward();
                optimizer.step();
                loss = error.item<float>();
            }

            Assert.True(loss < 0.003, $"The loss is {loss}.");
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
    }

    private sealed class Policy : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> net;
        private readonly Parameter log_std;
        private readonly Tensor scale;

        public Policy()
            : base(nameof(Policy))
        {
            net = nn.Sequential(nn.Linear(3, 8), nn.ELU(), nn.Linear(8, 2));
            log_std = nn.Parameter(zeros(2));
            scale = full(2, 2f);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => net.call(input) * scale + log_std.exp();
    }
}

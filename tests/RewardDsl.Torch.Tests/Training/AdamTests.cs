using System;
using System.IO;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Adam against its formula, written out in plain numbers.</summary>
public sealed class AdamTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.05, false)]
    [InlineData(0, true)]
    public void Steps_follow_the_formula(double decay, bool amsgrad)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] start = [0.7, -1.2, 2.5];
        using Parameter parameter = new(tensor(start));
        using Adam optimizer = optim.Adam([parameter], lr: 0.1, beta1: 0.8, beta2: 0.95, eps: 1e-6, weight_decay: decay, amsgrad: amsgrad);

        double[] x = [.. start];
        var m = new double[3];
        var v = new double[3];
        var largest = new double[3];
        for (int t = 1; t <= 5; t++)
        {
            optimizer.zero_grad();
            (parameter * parameter * parameter).sum().backward();
            optimizer.step();
            for (int i = 0; i < 3; i++)
            {
                double g = (3 * x[i] * x[i]) + (decay * x[i]);
                m[i] = (0.8 * m[i]) + (0.2 * g);
                v[i] = (0.95 * v[i]) + (0.05 * g * g);
                largest[i] = Math.Max(largest[i], v[i]);
                double denominator = Math.Sqrt(amsgrad ? largest[i] : v[i]) / Math.Sqrt(1 - Math.Pow(0.95, t));
                x[i] -= 0.1 / (1 - Math.Pow(0.8, t)) * m[i] / (denominator + 1e-6);
            }

            Values.AreClose(x, parameter, 1e-12);
        }
    }

    [Fact]
    public void The_first_step_is_the_rate_whatever_the_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter parameter = new(tensor(new[] { 1f, 1f }));
        using Adam optimizer = optim.Adam([parameter], lr: 0.01);
        (parameter * tensor(new[] { 1000f, -0.001f })).sum().backward();
        optimizer.step();
        Values.AreClose([0.99, 1.01], parameter, 1e-4);
    }

    [Fact]
    public void The_rate_can_be_changed_between_steps()
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter parameter = new(tensor(new[] { 1.0 }));
        using Adam optimizer = optim.Adam([parameter], lr: 0.01);
        parameter.sum().backward();
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
        {
            Assert.Equal(0.01, group.LearningRate);
            group.LearningRate = 0.5;
        }

        optimizer.step();
        Values.AreClose([0.5], parameter, 1e-6);
    }

    [Fact]
    public void A_saved_state_goes_on_where_it_stopped()
    {
        using DisposeScope scope = NewDisposeScope();
        double[] straight = Run(6, restartAfter: null);
        double[] resumed = Run(6, restartAfter: 3);
        Assert.Equal(straight, resumed);
    }

    private static double[] Run(int steps, int? restartAfter)
    {
        Parameter parameter = new(tensor(new[] { 0.3, -2.0 }));
        Adam optimizer = optim.Adam([parameter], lr: 0.05);
        for (int t = 0; t < steps; t++)
        {
            if (t == restartAfter)
            {
                using var stream = new MemoryStream();
                using var writer = new BinaryWriter(stream);
                optimizer.save_state_dict(writer);
                optimizer.Dispose();
                parameter = new Parameter(parameter.detach().clone());
                optimizer = optim.Adam([parameter], lr: 99);
                stream.Position = 0;
                using var reader = new BinaryReader(stream);
                optimizer.load_state_dict(reader);
            }

            optimizer.zero_grad();
            (parameter.sin() * parameter).sum().backward();
            optimizer.step();
        }

        double[] result = Values.Of(parameter).ToArray();
        optimizer.Dispose();
        return result;
    }

    [Fact]
    public void Gradients_are_clipped_together()
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter a = new(tensor(new[] { 0f, 0f }));
        using Parameter b = new(tensor(new[] { 0f }));
        ((a * tensor(new[] { 2f, 3f })).sum() + (b * 6).sum()).backward();
        Assert.Equal(7.0, nn.utils.clip_grad_norm_([a, b], 3.5), 5);
        Values.AreClose([1, 1.5], a.grad!, 1e-5);
        Values.AreClose([3], b.grad!, 1e-5);
        Assert.Equal(3.5, nn.utils.clip_grad_norm_([a, b], 100), 5);
        Values.AreClose([3], b.grad!, 1e-5);
    }
}

using System;
using System.Globalization;
using System.IO;
using PlanarQuadrupedPpo.Training;
using PlanarQuadrupedPpo.World;
using TorchSharp;

namespace PlanarQuadrupedPpo.Ppo;

/// <summary>PPO for the quadruped.</summary>
internal sealed class PpoWalker : ITrainer
{
    private readonly PpoPlan _plan;
    private readonly torch.Device _device;
    private readonly PpoTrainer _trainer;

    public PpoWalker(PpoPlan plan, ulong seed, torch.Device device)
    {
        _plan = plan with { Discount = WalkReward.Spec.Discount };
        _device = device;
        Task = new QuadrupedTask(plan.Environments);
        _trainer = new PpoTrainer(_plan, Task, seed, device);
    }

    /// <inheritdoc/>
    public string RoundName => "update";

    /// <inheritdoc/>
    public int PlannedRounds => _plan.Rounds;

    /// <inheritdoc/>
    public string Plan => string.Create(
        CultureInfo.InvariantCulture,
        $"PPO on {_device.type}, an update from {_plan.Steps} steps of {_plan.Environments} robots in {_plan.Epochs} epochs of {_plan.Minibatches} minibatches.");

    /// <inheritdoc/>
    public QuadrupedTask Task { get; }

    /// <inheritdoc/>
    public long StepsPerRound => (long)_plan.Steps * _plan.Environments;

    /// <inheritdoc/>
    public RoundResult Improve() => new(_trainer.Improve() / WalkReward.Spec.StepSeconds, double.NaN);

    /// <inheritdoc/>
    public void Act(QuadrupedTask robots) => _trainer.Act(robots.Observations, robots.Actions);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer) => _trainer.Save(writer);

    /// <inheritdoc/>
    public void Load(BinaryReader reader) => _trainer.Load(reader);

    public void Dispose()
    {
        _trainer.Dispose();
        Task.Dispose();
    }
}

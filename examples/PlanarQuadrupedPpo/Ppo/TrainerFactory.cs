using PlanarQuadrupedPpo.Ppo;
using TorchSharp;

namespace PlanarQuadrupedPpo.Training;

/// <summary>What a build with TorchSharp adds.</summary>
internal static partial class TrainerFactory
{
    static partial void AskForPpo(ref bool isBuilt) => isBuilt = true;

    static partial void CreatePpo(Options options, ref ITrainer? trainer) =>
        trainer = new PpoWalker(options.Quick ? PpoPlan.Quick : PpoPlan.Full, options.Seed, torch.cuda.is_available() ? torch.CUDA : torch.CPU);
}

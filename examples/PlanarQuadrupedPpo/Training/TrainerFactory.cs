using System.IO;
using PlanarQuadrupedPpo.Search;

namespace PlanarQuadrupedPpo.Training;

/// <summary>The trainers by name. PPO is there when the example is built with TorchSharp.</summary>
internal static partial class TrainerFactory
{
    public const string SearchName = "search";
    public const string PpoName = "ppo";

    /// <summary>PPO where it is built, else the search.</summary>
    public static string Default
    {
        get
        {
            bool isBuilt = false;
            AskForPpo(ref isBuilt);
            return isBuilt ? PpoName : SearchName;
        }
    }

    /// <exception cref="InvalidDataException">The trainer is not built.</exception>
    public static ITrainer Create(Options options)
    {
        if (options.TrainerName == SearchName)
        {
            return new RandomSearch(options.Quick ? SearchPlan.Quick : SearchPlan.Full, options.Seed);
        }

        ITrainer? ppo = null;
        CreatePpo(options, ref ppo);
        return ppo ?? throw new InvalidDataException("This build has no PPO: it needs TorchSharp, which -p:Torch=cpu or -p:Torch=cuda brings.");
    }

    static partial void AskForPpo(ref bool isBuilt);

    static partial void CreatePpo(Options options, ref ITrainer? trainer);
}

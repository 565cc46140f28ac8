using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>What was found in a spec, with the scenarios that say it in C#.</summary>
/// <param name="Sources">The sources that it belongs to.</param>
/// <param name="Report">What was found.</param>
/// <param name="Plan">Its scenarios.</param>
internal sealed record SpecWitnesses(SourceSet Sources, WitnessReport Report, ScenarioPlan Plan)
{
    /// <summary>Whether the scenarios stand in the sources now.</summary>
    public bool IsSaved { get; init; }

    /// <summary>The name of the scenario of a state.</summary>
    public PlannedScenario ScenarioOf(WitnessState state)
    {
        foreach (PlannedScenario planned in Plan.Scenarios)
        {
            if (planned.State.IsSameScenario(state))
            {
                return planned;
            }
        }

        return Plan.Scenarios[0];
    }
}

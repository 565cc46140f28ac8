using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>What a scenario stands for: the values of the runtime library's enum.</summary>
internal enum ScenarioKind
{
    /// <summary>Nothing that a rule knows.</summary>
    Custom,

    /// <summary>The agent does nothing.</summary>
    Idle,

    /// <summary>How episodes start.</summary>
    Start,

    /// <summary>What a good policy usually meets.</summary>
    Typical,

    /// <summary>The task is achieved.</summary>
    Success,

    /// <summary>The task is lost.</summary>
    Failure,

    /// <summary>A known way to be paid without doing the task.</summary>
    Exploit,
}

/// <summary>A declared scenario with the values of its state.</summary>
/// <param name="Symbol">The property.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Steps">For how many steps its state is held.</param>
/// <param name="Inputs">Of each view of the signals its elements, as a call hands them over.</param>
/// <param name="Before">The scenario that comes before it in the episode, or null.</param>
internal sealed record Scenario(IPropertySymbol Symbol, ScenarioKind Kind, int Steps, IReadOnlyList<float[]> Inputs, Scenario? Before)
{
    /// <summary>Its name.</summary>
    public string Name => Symbol.Name;

    /// <summary>Where it is declared.</summary>
    public Location? Place => Symbol.Locations.FirstOrDefault();

    /// <summary>Steps of the episode to its end.</summary>
    public int TotalSteps => Steps + (Before?.TotalSteps ?? 0);
}

/// <summary>A declared preference between two scenarios.</summary>
/// <param name="Data">The attribute.</param>
/// <param name="Preferred">What must return more.</param>
/// <param name="Over">What must return less.</param>
internal sealed record Preference(AttributeData Data, Scenario Preferred, Scenario Over);

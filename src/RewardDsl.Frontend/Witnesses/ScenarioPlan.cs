using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>Scenarios that are to be added to the text of a spec.</summary>
/// <param name="Tree">The file; null where nothing is to be added.</param>
/// <param name="Position">Where in it.</param>
/// <param name="Text">What, with the line ends and the indentation of the file.</param>
/// <param name="Code">The same to paste: without what joins it to the file.</param>
/// <param name="Scenarios">The states with their names, also those that the spec has already.</param>
/// <param name="Problem">Why they cannot be added, or null.</param>
public sealed record ScenarioPlan(SyntaxTree? Tree, int Position, string Text, string Code, ImmutableArray<PlannedScenario> Scenarios, string? Problem);

/// <summary>A state with the name of its scenario.</summary>
/// <param name="Name">The name.</param>
/// <param name="State">The state.</param>
/// <param name="IsNew">False when the spec has this scenario already.</param>
public sealed record PlannedScenario(string Name, WitnessState State, bool IsNew);

/// <summary>A scenario of a spec with what its episode returns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">For how many steps it is held.</param>
/// <param name="Return">The discounted sum of the objective.</param>
public sealed record ScenarioReturn(string Name, int Steps, double Return);

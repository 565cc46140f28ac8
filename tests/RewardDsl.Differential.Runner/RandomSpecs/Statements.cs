using System.Collections.Immutable;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>What a member or method computes.</summary>
/// <param name="Statements">Before the result; without any it is an expression body.</param>
/// <param name="Result">The last value returned.</param>
public sealed record Body(ImmutableArray<Statement> Statements, Node Result);

/// <summary>A statement.</summary>
public abstract record Statement;

/// <summary>A local; without a value the statements after it assign it on every path.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record Declare(NodeType Type, string Name, Node? Value) : Statement;

/// <summary>An assignment to a local.</summary>
/// <param name="Name">The local.</param>
/// <param name="Operator">The operator of a compound assignment, or nothing.</param>
/// <param name="Value">What is assigned.</param>
public sealed record Assign(string Name, string Operator, Node Value) : Statement;

/// <summary>An if.</summary>
/// <param name="Condition">Its condition.</param>
/// <param name="Then">What happens where it holds.</param>
/// <param name="Else">What happens otherwise, or null.</param>
public sealed record If(Node Condition, Branch Then, Branch? Else) : Statement;

/// <summary>One side of an if.</summary>
/// <param name="Statements">Its statements.</param>
/// <param name="Return">What it returns at its end, or null.</param>
public sealed record Branch(ImmutableArray<Statement> Statements, Node? Return);

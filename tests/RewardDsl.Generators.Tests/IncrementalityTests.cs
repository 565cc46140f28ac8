using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Which edits compute again, and that models hold values only.</summary>
public sealed class IncrementalityTests
{
    private const string Source = """
        using RewardDsl;
        [RewardSpec(Discount = 0.9)]
        public sealed partial class Spec1
        {
            [Signal(-1, 1)] public float X { get; init; }
            [Term(2)] private float Value => X + Constants.Offset;
            [Potential(1)] private float Phi => X - Previous.X;
        }
        """;

    private const string Constants = "public static class Constants { public const float Offset = 0f; }";

    [Theory]
    [InlineData("X + Constants.Offset", "X  + /* why */ Constants.Offset", true)]
    [InlineData("public sealed partial class Spec1", "\n\n// moved\npublic sealed partial class Spec1", true)]
    [InlineData("[Term(2)]", "[Term(3)]", false)]
    [InlineData("[Signal(-1, 1)]", "[Signal(-1, 2)]", false)]
    [InlineData("Discount = 0.9", "Discount = 0.8", false)]
    [InlineData("Discount = 0.9", "Discount = 0.9, Gradient = true", false)]
    [InlineData("X - Previous.X", "Previous.X - X", false)]
    [InlineData("float Value", "float Worth", false)]
    public void Edit_OfTheSpec_RecomputesWhenMeaningChanges(string before, string after, bool cached)
    {
        bool served = Served(Source, Constants, Source.Replace(before, after, StringComparison.Ordinal), Constants);
        Assert.Equal(cached, served);
    }

    [Theory]
    [InlineData("0f", "-0f", false)]
    [InlineData("0f", "0.0f", true)]
    public void Edit_OfAConstantElsewhere_RecomputesByBits(string before, string after, bool cached) =>
        Assert.Equal(cached, Served(Source, Constants, Source, Constants.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Models_HoldNoCompilerObjects()
    {
        GeneratorDriver driver = GeneratorHarness.Run(out _, Source, Constants);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object output in new[] { "Lower", "Host", "Plan" }.SelectMany(s => result.TrackedSteps[s]).SelectMany(static s => s.Outputs).Select(static o => o.Value))
        {
            Walk(output, seen);
        }

        Assert.True(seen.Count > 20);
    }

    [Fact]
    public void Models_SameText_AreEqualWithEqualHash()
    {
        object First() => GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(Source, Constants)).GetRunResult().Results.Single().TrackedSteps["Lower"].Single().Outputs.Single().Value;
        Assert.Equal(First(), First());
        Assert.Equal(First().GetHashCode(), First().GetHashCode());
    }

    private static bool Served(string source, string constants, string editedSource, string editedConstants)
    {
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(source, constants));
        driver = driver.RunGenerators(GeneratorHarness.Compilation(editedSource, editedConstants));
        return driver.GetRunResult().Results.Single().TrackedSteps["Plan"].SelectMany(static s => s.Outputs)
            .All(static o => o.Reason == IncrementalStepRunReason.Cached);
    }

    private static void Walk(object? value, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(value is ISymbol or Compilation or SyntaxNode or SyntaxTree or Location or SemanticModel, $"{value.GetType()} in a model");
        if (value is Array array)
        {
            foreach (object? item in array)
            {
                Walk(item, seen);
            }
        }

        for (Type? type = value.GetType(); type != null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), seen);
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace RewardDsl.Generators.Tests;

/// <summary>Tensor code is there where the compilation has TorchSharp, compiles without a warning whatever the names are, and is served from the cache.</summary>
public sealed class TensorCodeTests
{
    /// <summary>Names that generated code uses itself.</summary>
    private const string Hostile = """
        #nullable enable
        using RewardDsl;
        using static RewardDsl.RewardMath;
        public static class torch { }
        public sealed class Tensor { }
        public sealed class RewardTorch { }
        namespace Demo.TorchSharp
        {
            /// <summary>A spec whose members have names that generated code uses.</summary>
            [RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, Gradient = true)]
            public sealed partial class Device
            {
                /// <summary>A number.</summary>
                [Signal(-1, 1)] public float Tensor { get; init; }
                /// <summary>A vector.</summary>
                [Signal(-1, 1, Length = 5)] public Vec torch { get; init; }
                /// <summary>A vector that is an action.</summary>
                [Signal(-1, 1, Length = 2), Action] public Vec Device_ { get; init; }
                /// <summary>Flags.</summary>
                [Signal(Length = 3)] public Mask RewardTorch { get; init; }
                /// <summary>May be absent.</summary>
                [Signal(0, 1)] public float? views { get; init; }
                /// <summary>A whole number.</summary>
                [Signal(0, 3)] public int made { get; init; }
                /// <summary>A keyword.</summary>
                [Signal] public bool @in { get; init; }
                [Gate] private bool Cpu => @in;
                [State(0)] private float Total => Previous.Total + Tensor;
                [Term(1)] private float Terms => Max(torch) * Sum(Where(RewardTorch, 1f, 0f));
                [Term(2, Gate = nameof(Cpu))] private float? Objective => views;
                [Penalty(0.1)] private float scope => SumSquares(Device_ - Previous.Device_) + made;
                [Constraint(Penalty = 1)] private Formula ends => Always(Implies(Tensor > 0f, Eventually(Tensor < 0.5f, within: 4)));
                [Termination(EpisodeEnd.Failure)] private bool isRecorded => Total > 5f;
            }
        }
        """;

    private static readonly MetadataReference s_torch = MetadataReference.CreateFromFile(typeof(global::TorchSharp.torch).Assembly.Location);
    private static readonly MetadataReference s_cuda = MetadataReference.CreateFromFile(typeof(RewardDsl.Cuda.CudaRewardEvaluator).Assembly.Location);

    [Fact]
    public void WithoutTorchSharp_ThereIsNone()
    {
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Files(GeneratorHarness.Run(out _, Hostile));
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files.Keys, static name => name.EndsWith("Torch.g.cs", StringComparison.Ordinal) || name.EndsWith("TorchProgram.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HostileNames_CompileWithoutAWarning_AndAreCached(bool hasCuda)
    {
        MetadataReference[] more = hasCuda ? [s_torch, s_cuda] : [s_torch];
        GeneratorDriver driver = GeneratorHarness.Run(more, out Compilation output, Hostile);
        Assert.Contains("RewardDsl.Torch.g.cs", GeneratorHarness.Files(driver).Keys);
        string[] found = [.. output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true).Select(static d => d.ToString()).Take(5)];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
        INamedTypeSymbol evaluator = output.GetTypeByMetadataName("Demo.TorchSharp.Device+TorchEvaluator")!;
        Assert.Equal(hasCuda, evaluator.GetMembers("Cuda").Length == 1);
    }

    [Fact]
    public void EditOfASpec_LeavesTheSharedTypesAlone()
    {
        CSharpCompilation before = GeneratorHarness.Compilation([s_torch], Hostile);
        CSharpCompilation after = GeneratorHarness.Compilation([s_torch], Hostile.Replace("[Term(1)]", "[Term(3)]", StringComparison.Ordinal));
        GeneratorRunResult result = GeneratorHarness.Driver().RunGenerators(before).RunGenerators(after).GetRunResult().Results.Single();
        IncrementalStepRunReason[] reasons = [.. result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason)];
        Assert.Contains(IncrementalStepRunReason.Modified, reasons);
        Assert.Contains(IncrementalStepRunReason.Cached, reasons);
    }

    [Fact]
    public void AMember_WithTheNameOfAGeneratedType_IsRefused()
    {
        string source = Hostile.Replace("private float scope", "private float TorchStep", StringComparison.Ordinal);
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Files(GeneratorHarness.Run([s_torch], out _, source));
        Assert.DoesNotContain(files.Keys, static name => name.EndsWith(".Torch.g.cs", StringComparison.Ordinal) && name.Contains("Device", StringComparison.Ordinal));
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>Scalar class = interpreter = kernel, for every spec of the corpus.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Specs => [.. Corpus.All.Select(static s => s.Type.FullName!)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void EveryForm_AllWidthsAndBatchSizes_Agrees(string name)
    {
        CorpusSpec spec = Find(name);
        foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
        {
            // Edge values first, then a mixture, then the declared ranges.
            foreach (double edges in new[] { 1.0, 0.1, 0.0 })
            {
                foreach (int batch in new[] { 1, 7, 8, 16, 17 })
                {
                    Differential.Run(spec, batch, 12, seed: batch + (int)(edges * 100), new EvaluatorOptions { Width = width, InParts = batch % 2 == 0 }, edges);
                }
            }

            Differential.Run(spec, 1000, 3, seed: 5, new EvaluatorOptions { Width = width, InParts = true }, 0.02, compareScalar: false);
        }
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void Threads_LargeBatch_SameBits(string name) =>
        Differential.Run(Find(name), 4099, 2, seed: 9, new EvaluatorOptions { Threads = 3 }, 0.01, compareScalar: false);

    [Fact]
    public void Corpus_HasAtLeastTwentySpecs() => Assert.True(Corpus.All.Count >= 20, $"{Corpus.All.Count} specs");

    [Fact]
    public void Corpus_Differences_AreSeen()
    {
        // The harness must be able to fail: the same spec with a changed program.
        CorpusSpec spec = Corpus.All.First(static s => s.Type.Name == "Rates");
        RewardDsl.Ir.Instruction[] code = spec.Step.Code.ToArray();
        int add = Array.FindIndex(code, static c => c.Op == RewardDsl.Ir.Opcode.Add);
        code[add] = code[add] with { Op = RewardDsl.Ir.Opcode.Sub };
        CorpusSpec wrong = spec with { Step = spec.Step with { Code = RewardDsl.Ir.EquatableArrayExtensions.ToEquatableArray(code) } };
        Assert.Throws<DifferenceException>(() => Differential.Run(wrong, 5, 2, 1, EvaluatorOptions.Default, 0));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "Vector512 False")]
    [InlineData("DOTNET_EnableAVX2", "Vector256 False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "Vector128 False")]
    public void Hardware_SwitchedOff_Agrees(string variable, string expected)
    {
        string output = RunChild(variable, out int exitCode);
        Assert.True(exitCode == 0, output);
        if (System.Runtime.Intrinsics.X86.Avx512F.IsSupported || variable != "DOTNET_EnableAVX512")
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    private static string RunChild(string variable, out int exitCode)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && host.Contains("dotnet", StringComparison.OrdinalIgnoreCase) ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Corpus).Assembly.Location);
        start.ArgumentList.Add("3");
        start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        exitCode = process.ExitCode;
        return output + errors.Result;
    }

    private static CorpusSpec Find(string name) => Corpus.All.First(s => s.Type.FullName == name);
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RewardDsl.Generators;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Cuda.Tests;

/// <summary>What the texts may say.</summary>
public sealed class TextTests
{
    // What CUDA's compiler knows without any include.
    private static readonly HashSet<string> s_known =
    [
        "if", "for", "return", "__launch_bounds__",
        "__ldg", "__int_as_float", "__float_as_int", "__double_as_longlong", "__longlong_as_double", "__popc", "__ballot_sync", "__shfl_down_sync", "atomicAdd",
        "fabsf", "sqrtf", "floorf", "ceilf", "rintf", "truncf", "fabs", "sqrt",
        "expf", "logf", "log2f", "sinf", "cosf", "tanf", "tanhf", "asinf", "acosf", "atanf", "atan2f", "powf",
        "rewarddsl_step", "rewarddsl_reset", "rewarddsl_gradient",
    ];

    [Fact]
    public void EveryCall_IsAllowed()
    {
        foreach (TestSpec spec in TestSpec.Corpus.Concat(TestSpec.Random))
        {
            string text = Regex.Replace(spec.Text.Source!, "//.*", "");
            HashSet<string> own = [.. Regex.Matches(text, @"static __device__ (?:__forceinline__|__noinline__) [\w ]+ (rw_\w+)\(").Select(static m => m.Groups[1].Value)];
            IEnumerable<string> called = Regex.Matches(text, @"([A-Za-z_]\w*)\s*\(").Select(static m => m.Groups[1].Value).Distinct();
            Assert.Empty(called.Where(c => !s_known.Contains(c) && !own.Contains(c)).Select(c => spec + " calls " + c));
            Assert.DoesNotContain("#include", text, StringComparison.Ordinal);
            Assert.DoesNotContain("std::", text, StringComparison.Ordinal);

            // What the same kernel writes must not be read through the cache of constant data: the mask of a reset may be the flags of those that ended.
            Assert.DoesNotContain("__ldg(args.mask", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OnlyWhatIsCalled_IsPrinted()
    {
        foreach (TestSpec spec in TestSpec.Corpus)
        {
            string text = spec.Text.Source!;
            Assert.Empty(CudaLibrary.Names.Where(n => Regex.Count(text, @"\b" + n + @"\b") == 1).Select(n => spec + " prints " + n));
        }
    }

    [Fact]
    public void Layout_IsThatOfTheStruct()
    {
        foreach (TestSpec spec in TestSpec.Corpus)
        {
            string[] members = [.. spec.Layout.Members()];
            Assert.Equal(spec.Layout.Count, members.Length);
            for (int i = 0; i < spec.Step.Inputs.Count; i++)
            {
                Assert.EndsWith(" in" + i, members[CudaLayout.InputSlot(i)], StringComparison.Ordinal);
                Assert.EndsWith(" gradient" + i, members[spec.Layout.GradientSlot(i)], StringComparison.Ordinal);
            }

            Assert.EndsWith(" term_totals", members[CudaLayout.TermTotals], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FormsOfRows_AreAllUsed()
    {
        InputForm[] forms = [.. TestSpec.Corpus.SelectMany(InputForm.Mixed)];
        Assert.Equal([0, 1, 2, 8, 32, 64], forms.Select(static f => f.Kind).Distinct().Order());
        Assert.Contains(forms, static f => f.IsBits && f.HasTable);
        Assert.Contains(forms, static f => f.IsBits && !f.HasTable);
        Assert.Contains(forms, static f => f.Kind == 1 && f.Width > 32);
        foreach (int kind in new[] { 0, 1, 2 })
        {
            Assert.Contains(forms, f => f.Kind == kind && f.Frames > 1);
        }

        Assert.Contains(forms, static f => f.IsBits && f.Frames > 1);
    }

    [Fact]
    public void Tables_BeyondTheConstantBank_LieInGlobalMemory()
    {
        static string Table(int k) => string.Join(", ", Enumerable.Range(0, 2500).Select(i => (i + k) % 1000 + ".5f"));
        string members = string.Join("\n", Enumerable.Range(0, 4).Select(static k => $"private static readonly Vec W{k} = [{Table(k)}];\n[Term(1)] private float T{k} => Sum(X * W{k});"));
        TestSpec spec = TestSpec.Compile(
            ["Tables"],
            ["using RewardDsl;\nusing static RewardDsl.RewardMath;\n[RewardSpec]\npublic sealed partial class Tables\n{\n[Signal(-1, 1, Length = 2500)] public Vec X { get; init; }\n" + members + "\n}\n"])[0];
        Match[] tables = [.. Regex.Matches(spec.Text.Source!, @"static (__constant__|__device__ const) float \w+\[\] = \{ ([^}]*) \}").Cast<Match>()];
        int inBank = tables.Where(static m => m.Groups[1].Value == "__constant__").Sum(static m => sizeof(float) * (m.Groups[2].Value.Count(static c => c == ',') + 1));
        Assert.InRange(inBank, 10_000, CudaText.ConstantBytes);
        Assert.Contains(tables, static m => m.Groups[1].Value != "__constant__");
    }

    [Fact]
    public void WhatHasNoForm_SaysWhy()
    {
        const string head = "using RewardDsl;\nusing static RewardDsl.RewardMath;\n[RewardSpec(Discount = 0.99, Horizon = 9000, TimeLimit = TimeLimitKind.Truncates)]\npublic sealed partial class ";
        string signals = string.Join("\n", Enumerable.Range(0, 130).Select(static i => $"[Signal(-1, 1)] public float S{i} {{ get; init; }}\n[Term(1)] public float T{i} => S{i};"));
        IReadOnlyList<TestSpec> specs = TestSpec.Compile(["Wide", "Deep"], [
            head + "Wide\n{\n" + signals + "\n}\n",
            head + "Deep\n{\n[Signal(-1, 1)] public float X { get; init; }\n[Term(1)] public float T => X;\n"
                + "[Constraint(Penalty = 1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace)] public Formula Recovers => Always(Implies(X > 0.5f, Eventually(X < 0f, within: 2500)));\n}\n",
        ]);
        Assert.Null(specs[0].Text.Source);
        Assert.Equal("a kernel takes at most 4096 bytes of arguments; the 130 signals need 4352", specs[0].Text.Reason);
        Assert.Null(specs[1].Text.Source);
        Assert.Matches("^closing a monitor at the end of an episode takes [0-9]{5,6} bytes of local memory in each thread; at most 16384 are used$", specs[1].Text.Reason);
    }
}

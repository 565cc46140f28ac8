using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RewardDsl.Cuda.Tests;

/// <summary>The programs that all tests share, each compiled once.</summary>
internal static class Devices
{
    private static readonly Lazy<Task<string>> s_plain = new(static () => Task.Run(static () => DeviceBuild.Build("plain", [], [
        ("-O1", Corpus("c", 0, InputForm.Plain)), ("-O1", Corpus("d", 1, InputForm.Plain)),
        ("-O0", Kernels("r", TestSpec.Random, InputForm.Plain)),
        ("-O1", TextUnit.Functions("exact", ElementaryTests.Functions, isFast: false)), ("-O1", TextUnit.Functions("fast", ElementaryTests.Functions, isFast: true)),
        ("-O0", Planted()),
    ])));

    private static readonly Lazy<Task<string>> s_checked = new(static () => Task.Run(static () => DeviceBuild.Build("checked", ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"], [
        ("-O0", Corpus("c", 0, InputForm.Mixed)), ("-O0", Corpus("d", 1, InputForm.Mixed)),
    ])));

    /// <summary>All specs with rows as they come, and the elementary functions, as fast as they run.</summary>
    public static Task<string> Plain => s_plain.Value;

    /// <summary>The corpus with rows in all forms, watched by sanitizers.</summary>
    public static Task<string> Checked => s_checked.Value;

    /// <summary>Name of a text whose warps do not stay together.</summary>
    public const string Divergent = "divergent";

    /// <summary>The spec that the planted texts are made of.</summary>
    public static TestSpec Simple => TestSpec.Corpus.First(static s => s.Name.EndsWith("_Rates", StringComparison.Ordinal));

    /// <summary>Half of the corpus: two compilers share the work.</summary>
    private static string Corpus(string file, int half, Func<TestSpec, List<InputForm>> forms) => Kernels(file, TestSpec.Corpus.Where((s, i) => i % 2 == half), forms);

    private static string Kernels(string file, IEnumerable<TestSpec> specs, Func<TestSpec, List<InputForm>> forms) =>
        TextUnit.Kernels(file, specs.Where(static s => s.Text.Source is not null).Select(s => (s.Name, s, (IReadOnlyList<InputForm>)forms(s), s.Text.Source!)));

    /// <summary>A text with a mistake: one thread leaves the others.</summary>
    private static string Planted() => TextUnit.Kernels("p", [(Divergent, Simple, InputForm.Plain(Simple), Simple.Text.Source!.Replace(
        "const long long e = warp + lane;", "const long long e = warp + lane; if (lane == 7) { return; }", StringComparison.Ordinal))]);
}

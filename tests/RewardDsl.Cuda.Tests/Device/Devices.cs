using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace RewardDsl.Cuda.Tests;

/// <summary>The programs that all tests share, each compiled once.</summary>
internal static class Devices
{
    private static readonly Lazy<Task<string>> s_plain = new(static () => Task.Run(static () => DeviceBuild.Build("plain", ["-O1"], [
        Corpus("c", 0, InputForm.Plain), Corpus("d", 1, InputForm.Plain),
        TextUnit.Kernels("r", TestSpec.Random.Where(static s => s.Text.Source is not null).Select(static s => (s.Name, s, (IReadOnlyList<InputForm>)InputForm.Plain(s), s.Text.Source!))),
        TextUnit.Functions(ElementaryTests.Functions),
    ])));

    private static readonly Lazy<Task<string>> s_checked = new(static () => Task.Run(static () => DeviceBuild.Build("checked", ["-O1", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"], [
        Corpus("c", 0, InputForm.Mixed), Corpus("d", 1, InputForm.Mixed),
    ])));

    /// <summary>All specs with rows as they come, and the elementary functions, as fast as they run.</summary>
    public static Task<string> Plain => s_plain.Value;

    /// <summary>The corpus with rows in all forms, watched by sanitizers.</summary>
    public static Task<string> Checked => s_checked.Value;

    /// <summary>Half of the corpus: two compilers share the work.</summary>
    private static string Corpus(string file, int half, Func<TestSpec, List<InputForm>> forms) => TextUnit.Kernels(file, TestSpec.Corpus
        .Where((s, i) => i % 2 == half && s.Text.Source is not null).Select(s => (s.Name, s, (IReadOnlyList<InputForm>)forms(s), s.Text.Source!)));
}

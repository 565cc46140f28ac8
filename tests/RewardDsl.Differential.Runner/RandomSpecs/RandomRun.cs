using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;
using RewardDsl.Generators;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>What a run found and how much it did.</summary>
/// <param name="Programs">Payments compared.</param>
/// <param name="Specs">Specs that held them.</param>
/// <param name="Compared">Values compared.</param>
/// <param name="Findings">A report of each difference, with its smallest spec.</param>
public sealed record RandomResult(int Programs, int Specs, Comparison Compared, IReadOnlyList<string> Findings)
{
    /// <summary>Values compared with what is proven of them.</summary>
    public long Proven { get; init; }

    /// <summary>Both together.</summary>
    public RandomResult Plus(RandomResult other) => new(
        Programs + other.Programs,
        Specs + other.Specs,
        new Comparison(Compared.Kernel + other.Compared.Kernel, Compared.Scalar + other.Compared.Scalar, Compared.ScalarExact + other.Compared.ScalarExact, Compared.Open + other.Compared.Open),
        [.. Findings, .. other.Findings])
    {
        Proven = Proven + other.Proven,
    };
}

/// <summary>Generates specs, compiles many at once, compares every form of each, and shrinks those that differ.</summary>
/// <param name="seed">Decides everything.</param>
public sealed class RandomRun(int seed)
{
    private const int MostFindings = 2;

    // The payments of the specs of one compilation. The large ones are cheap for each payment, the small ones fit into the fused loop of the kernel.
    private static readonly int[] s_sizes = [50, 6, 50, 12, 50, 50, 3, 50];

    // Steps of each spec whose values are compared with what is proven of them.
    private const int ProvenSteps = 60;

    // A difference is shrunk for so long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<string> _findings = new();
    private readonly Lock _lock = new();
    private readonly Lock _shrinking = new();
    private Comparison _compared;
    private int _specs;
    private long _proven;
    private int _programs;

    /// <summary>Batches at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs at least so many random programs.</summary>
    public RandomResult Run(int programs)
    {
        int perBatch = s_sizes.Sum();
        Parallel.For(0, (programs + perBatch - 1) / perBatch, new ParallelOptions { MaxDegreeOfParallelism = Threads }, (batch, loop) =>
        {
            Batch(batch);
            if (_findings.Count >= MostFindings)
            {
                loop.Stop();
            }
        });
        return new RandomResult(_programs, _specs, _compared, [.. _findings]) { Proven = _proven };
    }

    /// <summary>The specs of one batch: the seed and the number decide them.</summary>
    public IReadOnlyList<RandomSpec> Specs(int batch) =>
        s_sizes.Select((payments, i) => SpecGenerator.Arbitrary(payments).Generator.Sample(1, new Rnd((ulong)((batch * 100L) + i), ((ulong)seed * 2) + 1), 10).Single()).ToList();

    /// <summary>Specs of a few payments each: the seed and the number decide them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="sizes">Payments of the specs, in turn.</param>
    public IReadOnlyList<RandomSpec> Small(int count, IReadOnlyList<int> sizes) =>
        Enumerable.Range(0, count).Select(i => SpecGenerator.Arbitrary(sizes[i % sizes.Count]).Generator.Sample(1, new Rnd((ulong)i, ((ulong)seed * 2) + 1), 10).Single()).ToList();

    private void Batch(int batch)
    {
        IReadOnlyList<RandomSpec> specs = Specs(batch);
        VectorWidth width = batch % 2 == 0 ? VectorWidth.Vector128 : VectorWidth.Vector512;
        List<CorpusSpec[]> compiled;
        try
        {
            compiled = Compile(specs, width);
        }
        catch (InvalidOperationException rejected)
        {
            _findings.Enqueue(Rejected(batch, specs, rejected));
            return;
        }

        for (int i = 0; i < specs.Count; i++)
        {
            if (Difference(compiled[i], width) is { } difference)
            {
                // One at a time: two that shrink at once would both come out half as small.
                lock (_shrinking)
                {
                    if (_findings.Count < MostFindings)
                    {
                        _findings.Enqueue(Explain(batch, i, specs[i], difference, width));
                    }
                }
            }

            lock (_lock)
            {
                _programs += specs[i].Programs;
                _specs += compiled[i].Length;
            }
        }
    }

    /// <summary>Each spec with the one derived from it, where there is one.</summary>
    private static List<CorpusSpec[]> Compile(IReadOnlyList<RandomSpec> specs, VectorWidth width) =>
        Corpus.Compile(specs.Select(static (s, i) => SpecPrinter.Print(s, Name(i))), width)
            .GroupBy(static s => s.Type.Name.TrimEnd('D'), StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(static g => g.ToArray()).ToList();

    private static string Name(int index) => "Random" + index.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Compares every form of a spec and of what derives from it; the difference, or null.</summary>
    private string? Difference(CorpusSpec[] specs, VectorWidth width)
    {
        var options = new EvaluatorOptions { Width = width };
        try
        {
            foreach (CorpusSpec spec in specs)
            {
                // Plain numbers, some edge values, many; batches that are no multiple of any width.
                Add(Differential.Run(spec, 17, 4, seed, options, edgeShare: 0));
                Add(Differential.Run(spec, 7, 4, seed + 1, options with { InParts = true }, edgeShare: 0.1));
                Add(Differential.Run(spec, 5, 3, seed + 2, options, edgeShare: 0.6, compareScalar: false));
                _ = Interlocked.Add(ref _proven, Soundness.OfMany(spec, SpecAnalysis.Of(spec.Lowered, spec.Contract)).Run(ProvenSteps, seed));
            }

            return null;
        }
        catch (DifferenceException difference)
        {
            return difference.Message;
        }
        catch (TargetInvocationException thrown)
        {
            return $"the scalar class throws: {thrown.InnerException}";
        }
    }

    private void Add(Comparison c)
    {
        lock (_lock)
        {
            _compared = new Comparison(_compared.Kernel + c.Kernel, _compared.Scalar + c.Scalar, _compared.ScalarExact + c.ScalarExact, _compared.Open + c.Open);
        }
    }

    private string Explain(int batch, int index, RandomSpec spec, string difference, VectorWidth width)
    {
        // Alone a payment compiles in an instant: first look which of them differs without the others.
        List<RandomSpec> alone = spec.Members.Where(static m => m.IsPaid)
            .Select(kept => SpecShrinker.Without(spec, m => m.IsPaid && m != kept)).ToList();
        (RandomSpec Spec, string Difference) smallest = Find(alone, width) ?? (spec, difference);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_patience && Find(SpecShrinker.Shrink(smallest.Spec), width) is { } smaller)
        {
            smallest = smaller;
        }

        return $"seed {seed}, batch {batch}, spec {index}:\n{SpecPrinter.Print(smallest.Spec, Name(0))}\n{smallest.Difference}";
    }

    /// <summary>The first of some specs that differs. Those that do not compile are none.</summary>
    private (RandomSpec Spec, string Difference)? Find(IEnumerable<RandomSpec> candidates, VectorWidth width)
    {
        foreach (RandomSpec[] chunk in candidates.Chunk(24))
        {
            foreach ((RandomSpec candidate, CorpusSpec[] compiled) in CompileWhatCompiles(chunk, width))
            {
                if (Difference(compiled, width) is { } difference)
                {
                    return (candidate, difference);
                }
            }
        }

        return null;
    }

    private static List<(RandomSpec Spec, CorpusSpec[] Compiled)> CompileWhatCompiles(ReadOnlyMemory<RandomSpec> specs, VectorWidth width)
    {
        RandomSpec[] all = specs.ToArray();
        try
        {
            return all.Zip(Compile(all, width)).ToList();
        }
        catch (InvalidOperationException)
        {
            int half = all.Length / 2;
            return half == 0 ? [] : [.. CompileWhatCompiles(specs[..half], width), .. CompileWhatCompiles(specs[half..], width)];
        }
    }

    private string Rejected(int batch, IReadOnlyList<RandomSpec> specs, InvalidOperationException all)
    {
        for (int i = 0; i < specs.Count; i++)
        {
            RandomSpec spec = specs[i];
            string? message = Rejection(spec);
            if (message is null)
            {
                continue;
            }

            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < s_patience)
            {
                if (SpecShrinker.Shrink(spec).TakeWhile(_ => watch.Elapsed < s_patience).FirstOrDefault(s => Rejection(s) is { } other && Rule(other) == Rule(message)) is not { } smaller)
                {
                    break;
                }

                spec = smaller;
            }

            return $"seed {seed}, batch {batch}, spec {i}: rejected, a mistake of the generator or the frontend\n{SpecPrinter.Print(spec, Name(0))}\n{Rejection(spec)}";
        }

        return $"seed {seed}, batch {batch}: only together rejected: {all.Message}";
    }

    /// <summary>The id of the first error: a spec that is rejected for another reason is no smaller example.</summary>
    private static string Rule(string message) => Regex.Match(message, "(RWD|CS)[0-9]{4}|[A-Za-z]+Exception").Value;

    private static string? Rejection(RandomSpec spec)
    {
        try
        {
            Compile([spec], VectorWidth.Vector128);
            return null;
        }
        catch (InvalidOperationException rejected)
        {
            // Why nothing was generated is what the generator itself says; the compiler only misses the members.
            Compilation output = Corpus.Generate([SpecPrinter.Print(spec, Name(0))]);
            SyntaxTree[] generated = output.SyntaxTrees.Where(static t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToArray();
            GeneratorDriverRunResult again = CSharpGeneratorDriver.Create(new RewardGenerator()).WithUpdatedParseOptions((CSharpParseOptions)output.SyntaxTrees.First().Options)
                .RunGenerators(output.RemoveSyntaxTrees(generated)).GetRunResult();
            IEnumerable<string> lines = again.Diagnostics.Select(static d => d.ToString()).Concat(again.Results.Select(static r => r.Exception?.ToString() ?? "")).Where(static l => l.Length > 0);
            return string.Join("\n", lines.Append(rejected.Message));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Differential;
using RewardDsl.Differential.RandomSpecs;
using RewardDsl.Frontend;
using RewardDsl.Generators;
using RewardDsl.Ir;

namespace RewardDsl.Cuda.Tests;

/// <summary>A spec with its CUDA text and with the programs of the interpreter.</summary>
/// <param name="Name">A name that is its own.</param>
/// <param name="Kernel">What the emitter prints.</param>
/// <param name="Step">The step program.</param>
/// <param name="Reset">The reset program.</param>
internal sealed record TestSpec(string Name, KernelUnit Kernel, RewardProgram Step, RewardProgram Reset)
{
    // More payments in one spec are more of the same text.
    private static readonly int[] s_sizes = [3, 6, 12, 4, 8];

    private static readonly Lazy<IReadOnlyList<TestSpec>> s_corpus = new(static () => [.. Differential.Corpus.All.Select(static (s, i) => Of("corpus" + Literals.Integer(i) + "_" + s.Type.Name, s.Unit))]);

    private static readonly Lazy<IReadOnlyList<TestSpec>> s_random = new(() => CreateRandom(60));

    /// <summary>The text, or why there is none.</summary>
    public CudaText Text { get; } = CudaText.Emit(Kernel);

    /// <summary>Where things lie.</summary>
    public CudaLayout Layout { get; } = new(Kernel);

    /// <summary>The lowered spec.</summary>
    public LoweredSpec Lowered => Kernel.Unit.Lowered!;

    /// <summary>The specs of the corpus.</summary>
    public static IReadOnlyList<TestSpec> Corpus => s_corpus.Value;

    /// <summary>Random specs, always the same.</summary>
    public static IReadOnlyList<TestSpec> Random => s_random.Value;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static TestSpec Of(string name, RewardUnit unit) => new(name, KernelUnit.Create(unit), Optimizer.Run(unit.Lowered!.Step), Optimizer.Run(unit.Lowered.Reset));

    private static List<TestSpec> CreateRandom(int count)
    {
        IEnumerable<RandomSpec> specs = new RandomRun(seed: 701).Small(count, s_sizes);
        Compilation compilation = Differential.Corpus.Generate(specs.Select(static (s, i) => SpecPrinter.Print(s, "Random" + i.ToString("D3", CultureInfo.InvariantCulture))));
        var all = new List<TestSpec>();
        for (int i = 0; i < count; i++)
        {
            INamedTypeSymbol? symbol = compilation.GetSymbolsWithName("Random" + i.ToString("D3", CultureInfo.InvariantCulture), SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
            var diagnostics = new RewardDiagnostics();
            RewardUnit unit = RewardCompiler.Compile(symbol, RewardCompiler.AttributeOf(symbol)!, compilation, diagnostics, default);
            if (unit.Lowered is null)
            {
                throw new InvalidOperationException($"{symbol}: {string.Join("; ", diagnostics.All)}");
            }

            all.Add(Of("random" + Literals.Integer(i), unit));
        }

        return all;
    }
}

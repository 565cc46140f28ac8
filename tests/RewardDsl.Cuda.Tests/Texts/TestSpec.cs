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
    private static readonly int[] s_sizes = [2, 5, 9, 3, 6];

    private static readonly Lazy<IReadOnlyList<TestSpec>> s_corpus = new(static () => [.. Differential.Corpus.All.Select(static (s, i) => Of("corpus" + Literals.Integer(i) + "_" + s.Type.Name, s.Unit))]);

    private static readonly Lazy<IReadOnlyList<TestSpec>> s_random = new(static () =>
    {
        RandomSpec[] specs = [.. new RandomRun(seed: 701).Small(60, s_sizes)];
        string[] names = [.. specs.Select(static (_, i) => "Random" + i.ToString("D3", CultureInfo.InvariantCulture))];
        return Compile(names, specs.Select((s, i) => SpecPrinter.Print(s, names[i])));
    });

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

    private static TestSpec Of(string name, RewardUnit unit)
    {
        // Derivatives of every spec, whether it asks for them or not.
        KernelUnit kernel = KernelUnit.Create(unit);
        RewardProgram derivatives = Optimizer.Run(ReverseMode.Run(kernel.Step.Program));
        return new(name, kernel with { Gradient = KernelPlan.Create(derivatives) }, Optimizer.Run(unit.Lowered!.Step), Optimizer.Run(unit.Lowered.Reset));
    }

    /// <summary>Specs from source.</summary>
    /// <param name="names">Names of the classes.</param>
    /// <param name="sources">The sources.</param>
    public static IReadOnlyList<TestSpec> Compile(IReadOnlyList<string> names, IEnumerable<string> sources)
    {
        Compilation compilation = Differential.Corpus.Generate(sources);
        var all = new List<TestSpec>();
        foreach (string name in names)
        {
            INamedTypeSymbol symbol = compilation.GetSymbolsWithName(name, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
            var diagnostics = new RewardDiagnostics();
            RewardUnit unit = RewardCompiler.Compile(symbol, RewardCompiler.AttributeOf(symbol)!, compilation, diagnostics, default);
            if (unit.Lowered is null)
            {
                throw new InvalidOperationException($"{symbol}: {string.Join("; ", diagnostics.All)}");
            }

            all.Add(Of(name, unit));
        }

        return all;
    }
}

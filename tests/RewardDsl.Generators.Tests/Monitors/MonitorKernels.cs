using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Generators.Tests.Monitors;

/// <summary>
/// A spec whose metrics are replaced by the monitors of some formulas over its signals, compiled and loaded: the kernels of monitors whatever a language
/// for them looks like.
/// </summary>
internal sealed class MonitorKernels
{
    public const int Atoms = 3;

    private readonly Func<int, EvaluatorOptions, RewardEvaluator> _create;

    private MonitorKernels(RewardProgram step, RewardProgram reset, int results, Func<int, EvaluatorOptions, RewardEvaluator> create)
    {
        Step = step;
        Reset = reset;
        Results = results;
        _create = create;
    }

    /// <summary>The program that the kernel computes.</summary>
    public RewardProgram Step { get; }

    public RewardProgram Reset { get; }

    /// <summary>Numbers that it gives for each environment.</summary>
    public int Results { get; }

    public RewardEvaluator Evaluator(int batch, EvaluatorOptions options) => _create(batch, options);

    /// <summary>Of each formula the value and whether it exists, or else its bounds and what closes it, whatever it allows.</summary>
    public static MonitorKernels Of(IReadOnlyList<TemporalFormula> formulas, float temperature = 0f)
    {
        string source = Source(3 * formulas.Count);
        GeneratorDriver driver = GeneratorHarness.Driver().RunGenerators(GeneratorHarness.Compilation(source));
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        var unit = (RewardUnit)result.TrackedSteps[RewardGenerator.Steps.Lower].Single().Outputs.Single().Value;
        var copy = new Copy(unit.Lowered!.Step);
        for (int i = 0; i < formulas.Count; i++)
        {
            copy.Add(formulas[i], "Formula" + i, 3 * i, temperature);
        }

        (RewardProgram step, RewardProgram reset) = copy.Build();
        var kernel = KernelUnit.Create(unit with { Lowered = unit.Lowered with { Step = step, Reset = reset } });
        string[] texts =
        [
            source,
            .. result.GeneratedSources.Where(static s => s.HintName.EndsWith(".Scalar.g.cs", StringComparison.Ordinal) || s.HintName.EndsWith(".Explain.g.cs", StringComparison.Ordinal)).Select(static s => s.SourceText.ToString()),
            EvaluatorEmitter.Emit(kernel),
            KernelEmitter.Emit(kernel, VectorForm.Wide),
            KernelEmitter.Emit(kernel, VectorForm.Narrow),
        ];
        using var assembly = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = GeneratorHarness.Compilation(texts).WithOptions(new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable)).Emit(assembly);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5)) + "\n" + texts[^1]);
        assembly.Position = 0;
        Type type = new AssemblyLoadContext("Monitors").LoadFromStream(assembly).GetType("Demo.Watched+Evaluator", throwOnError: true)!;
        return new MonitorKernels(kernel.Step.Program, kernel.Reset.Program, 3 * formulas.Count, (batch, options) => (RewardEvaluator)Activator.CreateInstance(type, batch, options)!);
    }

    private static string Source(int results)
    {
        var text = new StringBuilder("using RewardDsl; namespace Demo; [RewardSpec(Discount = 0.9)] public sealed partial class Watched {");
        for (int i = 0; i < Atoms; i++)
        {
            text.Append("[Signal] public float M").Append(i).Append(" { get; init; }");
        }

        text.Append("[Term(1)] float Paid => M0;");
        for (int i = 0; i < results; i++)
        {
            text.Append("[Metric] float R").Append(i).Append(" => M0;");
        }

        return text.Append('}').ToString();
    }

    /// <summary>The step of the spec with monitors beside it.</summary>
    private sealed class Copy : IMonitorCarries
    {
        private readonly RewardProgram _step;
        private readonly ProgramBuilder _builder = new();
        private readonly ProgramBuilder _reset = new();
        private readonly List<CarrySlot> _slots = [];
        private readonly int[] _map;
        private readonly int[] _margins;
        private readonly Dictionary<int, int> _results = [];

        public Copy(RewardProgram step)
        {
            _step = step;
            _map = new int[step.Code.Count];
            for (int i = 0; i < _map.Length; i++)
            {
                _map[i] = _builder.Append(step.Code[i].WithOperands(o => _map[o]));
            }

            Assert.Empty(step.Carries);
            _margins = [.. Enumerable.Range(0, Atoms).Select(i => _builder.Leaf(Opcode.Input, IrType.Float, i))];
        }

        public int Add(CarrySlot slot, uint initialBits)
        {
            _slots.Add(slot);
            _reset.Output(Ir.OutputKind.Carry, _slots.Count - 1, _reset.ConstBits(IrKind.Float, initialBits));
            return _slots.Count - 1;
        }

        public void Write(int carry, int value) => _builder.Output(Ir.OutputKind.Carry, carry, value);

        public void Add(TemporalFormula formula, string name, int result, float temperature)
        {
            var lowering = new MonitorLowering(_builder, this, name, _margins, mayBeNaN: temperature == 0f, temperature);
            if (lowering.EachStep(formula, out _) is { } step)
            {
                _results[result] = step.Value;
                _results[result + 1] = _builder.Apply(Opcode.BoolToFloat, step.Exists);
            }
            else
            {
                int ends = _builder.Apply(Opcode.Or, _builder.Leaf(Opcode.Truncated, IrType.Bool), _builder.Leaf(Opcode.ExternalEnd, IrType.Bool));
                if (lowering.Episode(formula, ends, out _) is { } bounds)
                {
                    _results[result] = bounds.Lower;
                    _results[result + 1] = bounds.Upper;
                    _results[result + 2] = bounds.Closed;
                }
            }
        }

        public (RewardProgram Step, RewardProgram Reset) Build()
        {
            foreach (Output output in _step.Outputs)
            {
                _builder.Output(output.Kind, output.Index, output.Kind == Ir.OutputKind.Metric && _results.TryGetValue(output.Index, out int value) ? value : _map[output.Value]);
            }

            return (_builder.Build(_step.Inputs, _slots.ToEquatableArray(), _step.Parameters), _reset.Build(_step.Inputs, _slots.ToEquatableArray(), _step.Parameters));
        }
    }
}

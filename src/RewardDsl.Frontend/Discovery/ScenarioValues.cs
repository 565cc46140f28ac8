using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Computes the constants of a scenario: lowered like any expression of a body, so that the same C# has a meaning, and run by
/// the interpreter.
/// </summary>
internal sealed class ScenarioValues
{
    private readonly ProgramBuilder _builder = new();
    private readonly BodyLowerer _bodies;

    public ScenarioValues(SpecDeclaration spec, Bodies bodies, RewardDiagnostics diagnostics, CancellationToken cancellation) =>
        _bodies = new BodyLowerer(spec, bodies, _builder, new FunctionScope(diagnostics), diagnostics, null, cancellation);

    /// <summary>Sets a signal to what is written; false when it does not fit.</summary>
    /// <param name="state">Takes the value.</param>
    /// <param name="member">The signal.</param>
    /// <param name="written">The expression.</param>
    /// <param name="report">Takes what is wrong, where nothing else has said it.</param>
    public bool Put(ScenarioState state, SpecMember member, IOperation written, Action<string> report)
    {
        List<IOperation> frames = member.Frames > 0 ? Frames(written) : new List<IOperation> { written };
        if (member.Frames > 0 && frames.Count != member.Frames)
        {
            report("'" + member.Name + "' needs its " + Literals.Integer(member.Frames) + " frames, '[…]'");
            return false;
        }

        List<Value> values = frames.ConvertAll(_bodies.Expression);
        if (values.Any(static v => v.IsError))
        {
            return false;
        }

        float[][] results = Interpreter.Run(_builder.Build(default, default, default), new InterpreterState());
        int components = member.Type.Components();
        int length = member.Type.IsVector() ? member.Length : 1;
        float[] elements = new float[values.Count * components * length];
        for (int f = 0; f < values.Count; f++)
        {
            for (int c = 0; c < components; c++)
            {
                float[] own = results[values[f].Ids[c]];
                if (own.Length != length)
                {
                    report(Literals.Integer(own.Length) + " elements are given for the " + Literals.Integer(length) + " of '" + member.Name + "'");
                    return false;
                }

                for (int j = 0; j < length; j++)
                {
                    elements[(((f * length) + j) * components) + member.MemoryIndex(c)] = own[j];
                }
            }
        }

        if (member.Type == MemberType.OptionalFloat)
        {
            state.Set(member, written.Syntax, elements, new[] { values[0].IsOptional ? results[values[0].Present][0] : 1f });
        }
        else
        {
            state.Set(member, written.Syntax, elements);
        }

        return true;
    }

    private static List<IOperation> Frames(IOperation written)
    {
        while (written is IConversionOperation conversion)
        {
            written = conversion.Operand;
        }

        return written switch
        {
            ICollectionExpressionOperation collection => collection.Elements.ToList(),
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.ToList(),
            _ => new List<IOperation>(),
        };
    }
}

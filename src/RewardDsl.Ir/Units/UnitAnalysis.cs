using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Units and reference frames of a program's values, from what is declared of its signals, and whether two values go together.
/// Silent where nothing is declared; what it reports, no choice of the undeclared units can make right. To be run on the
/// program as it was lowered: the optimizer drops factors of 1, which are coefficients here.
/// </summary>
public sealed class UnitAnalysis
{
    private readonly InferredUnit[] _units;
    private readonly InferredFrame[] _frames;
    private readonly RewardProgram _program;

    private UnitAnalysis(RewardProgram step, RewardProgram? reset, Unit?[] units, string[] frames, UnitError?[] errors)
    {
        _program = step;
        Errors = errors;
        _units = CarriedFacts.Settle(step, reset, new UnitTransfer(units).Run, InferredUnit.Join, InferredUnit.Unknown, InferredUnit.Unknown);
        _frames = CarriedFacts.Settle(step, reset, new FrameTransfer(frames).Run, InferredFrame.Join, InferredFrame.Unset, InferredFrame.Unknown);
    }

    /// <summary>For each signal what is wrong with its declared unit, or null. Such a signal counts as undeclared.</summary>
    public IReadOnlyList<UnitError?> Errors { get; }

    /// <summary>Infers the units and frames of every value.</summary>
    /// <param name="step">The step program.</param>
    /// <param name="unitsOfInputs">Declared unit of each signal, in the order of the program's inputs; empty or null where there is none.</param>
    /// <param name="framesOfInputs">Declared frame of each signal, likewise. A rotation goes between frames: give none for a list of quaternions.</param>
    /// <param name="reset">The reset program, for what is known of carries that only it fills.</param>
    public static UnitAnalysis Run(RewardProgram step, IReadOnlyList<string?> unitsOfInputs, IReadOnlyList<string?> framesOfInputs, RewardProgram? reset = null)
    {
        if (unitsOfInputs.Count != step.Inputs.Count || framesOfInputs.Count != step.Inputs.Count)
        {
            throw new ArgumentException("A unit and a frame are needed for each of the " + Literals.Integer(step.Inputs.Count) + " signals.");
        }

        var errors = new UnitError?[step.Inputs.Count];
        Unit?[] units = unitsOfInputs.Select((text, i) => UnitExpression.Parse(text, out errors[i])).ToArray();
        return new UnitAnalysis(step, reset, units, framesOfInputs.Select(static f => (f ?? "").Trim()).ToArray(), errors);
    }

    /// <summary>The unit of a value, null when it is not known.</summary>
    public Unit? UnitOf(int value) => _units[value].Unit;

    /// <summary>The reference frame of a value, null when it has none or it is not known.</summary>
    public string? FrameOf(int value) => _frames[value] is { HasFrame: true } known ? known.Frame : null;

    /// <summary>
    /// Why an operation on these values makes no sense, or null. The branches of a selection are not compared: a reward may pay
    /// a distance in one stage and an angle in the next.
    /// </summary>
    public Mismatch? Check(Opcode op, int a, int b = -1, int c = -1)
    {
        switch (op)
        {
            case Opcode.Add or Opcode.Sub:
                return Pair(a, b) ?? (InferredFrame.IsDotAcross(_frames[a], _frames[b]) ? Frames(_frames[a].Frame, _frames[a].OtherFrame) : null);
            case Opcode.Min or Opcode.Max or Opcode.Atan2 or Opcode.Less or Opcode.LessOrEqual or Opcode.Equal or Opcode.NotEqual:
                return Pair(a, b);
            case Opcode.Clamp:
                return Pair(a, b) ?? Pair(a, c) ?? Pair(b, c);
            case Opcode.Sin or Opcode.Cos or Opcode.Tan:
                return UnitOf(a) is { IsAngle: true } angle && angle.RelationTo(Unit.Radian) != UnitRelation.Same
                    ? new Mismatch(MismatchKind.Argument, angle.Text, Unit.Radian.Text, op + " takes rad, not " + angle.Text + Factor(angle, Unit.Radian))
                    : null;
            case Opcode.Sum:
                // Element by element over whole vectors, then added up.
                return _frames[a] is { Kind: FrameKind.Across, Component: < 0, OtherComponent: < 0 } across && _program.Code[a].Type.Length <= FrameTransfer.Axes ? Frames(across.Frame, across.OtherFrame) : null;
            default:
                return null;
        }
    }

    /// <summary>Why a dot or cross product of two vectors makes no sense, by one component of each, or null: their frames must match, not their units.</summary>
    public Mismatch? CheckDot(int a, int b) => FramesOf(a, b);

    /// <summary>Every instruction of the program whose operands do not go together; also those inside functions of the vocabulary.</summary>
    public IEnumerable<(int Value, Mismatch Mismatch)> Findings()
    {
        for (int i = 0; i < _program.Code.Count; i++)
        {
            Instruction code = _program.Code[i];
            if (Check(code.Op, code.A, code.B, code.C) is { } mismatch)
            {
                yield return (i, mismatch);
            }
        }
    }

    private Mismatch? Pair(int a, int b)
    {
        if (_units[a].Declared is { } left && _units[b].Declared is { } right && left.RelationTo(right) is var relation && relation != UnitRelation.Same)
        {
            MismatchKind kind = relation == UnitRelation.OtherScale ? MismatchKind.Scale : MismatchKind.Dimension;
            return new Mismatch(kind, left.Text, right.Text, left.Text + " and " + right.Text + Factor(left, right));
        }

        // A factor makes it a cost, and different components are no difference of vectors: costs of any frames may be added.
        return _frames[a].Kind == FrameKind.Inside && _frames[b].Kind == FrameKind.Inside && InferredFrame.SameComponent(_frames[a], _frames[b]) ? FramesOf(a, b) : null;
    }

    private Mismatch? FramesOf(int a, int b) =>
        FrameOf(a) is { } left && FrameOf(b) is { } right && !InferredFrame.SameFrame(left, right) ? Frames(left, right) : null;

    private static Mismatch Frames(string left, string right) => new(MismatchKind.Frame, left, right, "frames " + left + " and " + right);

    /// <summary>The factor between two scales, to three digits.</summary>
    private static string Factor(Unit left, Unit right)
    {
        if (left.FactorTo(right) is not { } factor)
        {
            return "";
        }

        string digits = factor is >= 100 and < 1e7 ? factor.ToString("F0", CultureInfo.InvariantCulture) : factor.ToString("G3", CultureInfo.InvariantCulture);
        return " (factor " + digits + ")";
    }
}

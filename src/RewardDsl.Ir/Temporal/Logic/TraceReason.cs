namespace RewardDsl.Ir;

/// <summary>A part of why a formula holds or fails: an atom at some steps in a row.</summary>
/// <param name="Atom">The atom.</param>
/// <param name="Holds">Whether it holds there.</param>
/// <param name="First">The first of the steps.</param>
/// <param name="Last">The last of the steps.</param>
public sealed record TraceReason(TemporalFormula Atom, bool Holds, int First, int Last)
{
    /// <summary>The reason for people.</summary>
    public override string ToString() =>
        "'" + Atom + "' " + (Holds ? "holds" : "fails") + (First == Last ? " at step " + Literals.Integer(First) : " at steps " + Literals.Integer(First) + " to " + Literals.Integer(Last));
}

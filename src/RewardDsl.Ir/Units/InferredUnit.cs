namespace RewardDsl.Ir;

/// <summary>
/// What is known of a value's unit. Without a unit it is anything: an undeclared signal, or a constant, which as a
/// coefficient carries whatever unit makes its sum right.
/// </summary>
/// <param name="Unit">The unit, or null.</param>
/// <param name="IsNumber">
/// A number that nobody declared as one: a flag, a count, the result of exp or sin. It leaves the unit of what it multiplies,
/// and goes with any unit in a sum, for there a coefficient of 1 is not written: x + sin θ with a pole of 1 m.
/// </param>
internal readonly record struct InferredUnit(Unit? Unit, bool IsNumber)
{
    /// <summary>Nothing is known.</summary>
    public static InferredUnit Unknown => default;

    /// <summary>A number that nobody declared as one.</summary>
    public static InferredUnit Number => new(Unit.One, true);

    /// <summary>The unit that matters in a sum, or null.</summary>
    public Unit? Declared => IsNumber ? null : Unit;

    /// <summary>A known unit; null is unknown.</summary>
    public static InferredUnit Of(Unit? unit) => new(unit, false);

    /// <summary>What two values have in common: the known one, or nothing where they do not match, so that one mistake is found once.</summary>
    public static InferredUnit Join(InferredUnit a, InferredUnit b)
    {
        if (a.Declared is null || b.Declared is null)
        {
            return a.Declared is not null ? a : b.Declared is not null ? b : a.IsNumber && b.IsNumber ? Number : Unknown;
        }

        // Of an angle and a number the angle says more.
        return a.Declared.RelationTo(b.Declared) != UnitRelation.Same ? Unknown : a.Declared.IsOne ? b : a;
    }
}

namespace RewardDsl;

/// <content>
/// Linear temporal logic on finite traces. A window counts from now, both ends included, in steps (<c>within: 50</c>, <c>from: 5, to: 20</c>) or in
/// seconds (<c>withinSeconds: 1</c>), which must be a whole number of steps. A window is cut at the end of the episode.
/// </content>
public static partial class RewardMath
{
    /// <summary>The end of a window that has none: <c>Always(p, from: 5, to: Forever)</c>.</summary>
    public const int Forever = int.MaxValue;

    /// <summary>If the condition holds, so does the consequence.</summary>
    public static Formula Implies(Formula condition, Formula consequence) => Formula.Of(FormulaOperator.Implies, condition, consequence);

    /// <summary>Both hold or neither.</summary>
    public static Formula Iff(Formula left, Formula right) => Formula.Of(FormulaOperator.Iff, left, right);

    /// <summary>There is a next step, and the operand holds there.</summary>
    public static Formula Next(Formula operand) => Formula.Of(FormulaOperator.Next, operand);

    /// <summary>The operand holds at the next step, if there is one.</summary>
    public static Formula WeakNext(Formula operand) => Formula.Of(FormulaOperator.WeakNext, operand);

    /// <summary>There was a step before, and the operand held there.</summary>
    public static Formula Yesterday(Formula operand) => Formula.Of(FormulaOperator.Yesterday, operand);

    /// <summary>The operand held at the step before, if there was one.</summary>
    public static Formula WeakYesterday(Formula operand) => Formula.Of(FormulaOperator.WeakYesterday, operand);

    /// <summary>The operand holds at some step of the window, which is now and all later steps unless it is given.</summary>
    public static Formula Eventually(Formula operand) => Formula.Of(FormulaOperator.Eventually, 0, null, false, operand);

    /// <inheritdoc cref="Eventually(Formula)"/>
    public static Formula Eventually(Formula operand, int within) => Formula.Of(FormulaOperator.Eventually, 0, End(within), false, operand);

    /// <inheritdoc cref="Eventually(Formula)"/>
    public static Formula Eventually(Formula operand, int from, int to) => Formula.Of(FormulaOperator.Eventually, from, End(to), false, operand);

    /// <inheritdoc cref="Eventually(Formula)"/>
    public static Formula Eventually(Formula operand, double withinSeconds) => Formula.Of(FormulaOperator.Eventually, 0, (decimal)withinSeconds, true, operand);

    /// <inheritdoc cref="Eventually(Formula)"/>
    public static Formula Eventually(Formula operand, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Eventually, (decimal)fromSeconds, (decimal)toSeconds, true, operand);

    /// <summary>The operand holds at each step of the window, which is now and all later steps unless it is given.</summary>
    public static Formula Always(Formula operand) => Formula.Of(FormulaOperator.Always, 0, null, false, operand);

    /// <inheritdoc cref="Always(Formula)"/>
    public static Formula Always(Formula operand, int within) => Formula.Of(FormulaOperator.Always, 0, End(within), false, operand);

    /// <inheritdoc cref="Always(Formula)"/>
    public static Formula Always(Formula operand, int from, int to) => Formula.Of(FormulaOperator.Always, from, End(to), false, operand);

    /// <inheritdoc cref="Always(Formula)"/>
    public static Formula Always(Formula operand, double withinSeconds) => Formula.Of(FormulaOperator.Always, 0, (decimal)withinSeconds, true, operand);

    /// <inheritdoc cref="Always(Formula)"/>
    public static Formula Always(Formula operand, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Always, (decimal)fromSeconds, (decimal)toSeconds, true, operand);

    /// <summary>The operand held at some step of the window before now, now included unless the window starts later.</summary>
    public static Formula Once(Formula operand) => Formula.Of(FormulaOperator.Once, 0, null, false, operand);

    /// <inheritdoc cref="Once(Formula)"/>
    public static Formula Once(Formula operand, int within) => Formula.Of(FormulaOperator.Once, 0, End(within), false, operand);

    /// <inheritdoc cref="Once(Formula)"/>
    public static Formula Once(Formula operand, int from, int to) => Formula.Of(FormulaOperator.Once, from, End(to), false, operand);

    /// <inheritdoc cref="Once(Formula)"/>
    public static Formula Once(Formula operand, double withinSeconds) => Formula.Of(FormulaOperator.Once, 0, (decimal)withinSeconds, true, operand);

    /// <inheritdoc cref="Once(Formula)"/>
    public static Formula Once(Formula operand, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Once, (decimal)fromSeconds, (decimal)toSeconds, true, operand);

    /// <summary>The operand held at each step of the window before now, now included unless the window starts later.</summary>
    public static Formula Historically(Formula operand) => Formula.Of(FormulaOperator.Historically, 0, null, false, operand);

    /// <inheritdoc cref="Historically(Formula)"/>
    public static Formula Historically(Formula operand, int within) => Formula.Of(FormulaOperator.Historically, 0, End(within), false, operand);

    /// <inheritdoc cref="Historically(Formula)"/>
    public static Formula Historically(Formula operand, int from, int to) => Formula.Of(FormulaOperator.Historically, from, End(to), false, operand);

    /// <inheritdoc cref="Historically(Formula)"/>
    public static Formula Historically(Formula operand, double withinSeconds) => Formula.Of(FormulaOperator.Historically, 0, (decimal)withinSeconds, true, operand);

    /// <inheritdoc cref="Historically(Formula)"/>
    public static Formula Historically(Formula operand, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Historically, (decimal)fromSeconds, (decimal)toSeconds, true, operand);

    /// <summary>The goal holds at some step of the window, and the way at each step from now before it.</summary>
    public static Formula Until(Formula way, Formula goal) => Formula.Of(FormulaOperator.Until, 0, null, false, way, goal);

    /// <inheritdoc cref="Until(Formula, Formula)"/>
    public static Formula Until(Formula way, Formula goal, int within) => Formula.Of(FormulaOperator.Until, 0, End(within), false, way, goal);

    /// <inheritdoc cref="Until(Formula, Formula)"/>
    public static Formula Until(Formula way, Formula goal, int from, int to) => Formula.Of(FormulaOperator.Until, from, End(to), false, way, goal);

    /// <inheritdoc cref="Until(Formula, Formula)"/>
    public static Formula Until(Formula way, Formula goal, double withinSeconds) => Formula.Of(FormulaOperator.Until, 0, (decimal)withinSeconds, true, way, goal);

    /// <inheritdoc cref="Until(Formula, Formula)"/>
    public static Formula Until(Formula way, Formula goal, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Until, (decimal)fromSeconds, (decimal)toSeconds, true, way, goal);

    /// <summary>As <see cref="Until(Formula, Formula)"/>, or the way holds to the end of the window.</summary>
    public static Formula WeakUntil(Formula way, Formula goal) => Formula.Of(FormulaOperator.WeakUntil, 0, null, false, way, goal);

    /// <inheritdoc cref="WeakUntil(Formula, Formula)"/>
    public static Formula WeakUntil(Formula way, Formula goal, int within) => Formula.Of(FormulaOperator.WeakUntil, 0, End(within), false, way, goal);

    /// <inheritdoc cref="WeakUntil(Formula, Formula)"/>
    public static Formula WeakUntil(Formula way, Formula goal, int from, int to) => Formula.Of(FormulaOperator.WeakUntil, from, End(to), false, way, goal);

    /// <inheritdoc cref="WeakUntil(Formula, Formula)"/>
    public static Formula WeakUntil(Formula way, Formula goal, double withinSeconds) => Formula.Of(FormulaOperator.WeakUntil, 0, (decimal)withinSeconds, true, way, goal);

    /// <inheritdoc cref="WeakUntil(Formula, Formula)"/>
    public static Formula WeakUntil(Formula way, Formula goal, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.WeakUntil, (decimal)fromSeconds, (decimal)toSeconds, true, way, goal);

    /// <summary>The kept condition holds at each step of the window up to and including the first at which the release does.</summary>
    public static Formula Release(Formula release, Formula kept) => Formula.Of(FormulaOperator.Release, 0, null, false, release, kept);

    /// <inheritdoc cref="Release(Formula, Formula)"/>
    public static Formula Release(Formula release, Formula kept, int within) => Formula.Of(FormulaOperator.Release, 0, End(within), false, release, kept);

    /// <inheritdoc cref="Release(Formula, Formula)"/>
    public static Formula Release(Formula release, Formula kept, int from, int to) => Formula.Of(FormulaOperator.Release, from, End(to), false, release, kept);

    /// <inheritdoc cref="Release(Formula, Formula)"/>
    public static Formula Release(Formula release, Formula kept, double withinSeconds) => Formula.Of(FormulaOperator.Release, 0, (decimal)withinSeconds, true, release, kept);

    /// <inheritdoc cref="Release(Formula, Formula)"/>
    public static Formula Release(Formula release, Formula kept, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Release, (decimal)fromSeconds, (decimal)toSeconds, true, release, kept);

    /// <summary>As <see cref="Release(Formula, Formula)"/>, and the release does come, at the end of the window at the latest.</summary>
    public static Formula StrongRelease(Formula release, Formula kept) => Formula.Of(FormulaOperator.StrongRelease, 0, null, false, release, kept);

    /// <inheritdoc cref="StrongRelease(Formula, Formula)"/>
    public static Formula StrongRelease(Formula release, Formula kept, int within) => Formula.Of(FormulaOperator.StrongRelease, 0, End(within), false, release, kept);

    /// <inheritdoc cref="StrongRelease(Formula, Formula)"/>
    public static Formula StrongRelease(Formula release, Formula kept, int from, int to) => Formula.Of(FormulaOperator.StrongRelease, from, End(to), false, release, kept);

    /// <inheritdoc cref="StrongRelease(Formula, Formula)"/>
    public static Formula StrongRelease(Formula release, Formula kept, double withinSeconds) => Formula.Of(FormulaOperator.StrongRelease, 0, (decimal)withinSeconds, true, release, kept);

    /// <inheritdoc cref="StrongRelease(Formula, Formula)"/>
    public static Formula StrongRelease(Formula release, Formula kept, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.StrongRelease, (decimal)fromSeconds, (decimal)toSeconds, true, release, kept);

    /// <summary>The start held at some step of the window before now, and the way at each step since.</summary>
    public static Formula Since(Formula way, Formula start) => Formula.Of(FormulaOperator.Since, 0, null, false, way, start);

    /// <inheritdoc cref="Since(Formula, Formula)"/>
    public static Formula Since(Formula way, Formula start, int within) => Formula.Of(FormulaOperator.Since, 0, End(within), false, way, start);

    /// <inheritdoc cref="Since(Formula, Formula)"/>
    public static Formula Since(Formula way, Formula start, int from, int to) => Formula.Of(FormulaOperator.Since, from, End(to), false, way, start);

    /// <inheritdoc cref="Since(Formula, Formula)"/>
    public static Formula Since(Formula way, Formula start, double withinSeconds) => Formula.Of(FormulaOperator.Since, 0, (decimal)withinSeconds, true, way, start);

    /// <inheritdoc cref="Since(Formula, Formula)"/>
    public static Formula Since(Formula way, Formula start, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Since, (decimal)fromSeconds, (decimal)toSeconds, true, way, start);

    /// <summary>The kept condition has held since and including the step at which the trigger did; from the start if it never did.</summary>
    public static Formula Triggered(Formula trigger, Formula kept) => Formula.Of(FormulaOperator.Triggered, 0, null, false, trigger, kept);

    /// <inheritdoc cref="Triggered(Formula, Formula)"/>
    public static Formula Triggered(Formula trigger, Formula kept, int within) => Formula.Of(FormulaOperator.Triggered, 0, End(within), false, trigger, kept);

    /// <inheritdoc cref="Triggered(Formula, Formula)"/>
    public static Formula Triggered(Formula trigger, Formula kept, int from, int to) => Formula.Of(FormulaOperator.Triggered, from, End(to), false, trigger, kept);

    /// <inheritdoc cref="Triggered(Formula, Formula)"/>
    public static Formula Triggered(Formula trigger, Formula kept, double withinSeconds) => Formula.Of(FormulaOperator.Triggered, 0, (decimal)withinSeconds, true, trigger, kept);

    /// <inheritdoc cref="Triggered(Formula, Formula)"/>
    public static Formula Triggered(Formula trigger, Formula kept, double fromSeconds, double toSeconds) => Formula.Of(FormulaOperator.Triggered, (decimal)fromSeconds, (decimal)toSeconds, true, trigger, kept);

    private static decimal? End(int to) => to == Forever ? null : to;
}

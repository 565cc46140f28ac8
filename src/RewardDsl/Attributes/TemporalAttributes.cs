using System;

namespace RewardDsl;

/// <summary>
/// A temporal formula over the steps of an episode: on a property of type <see cref="Formula"/>, or on the class with the formula as text, whose
/// atoms are <see cref="bool"/> members. The first step after a reset is the first position of the trace, the step that ends the episode its last.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
public abstract class FormulaAttribute : Attribute
{
    /// <summary>The formula is that of the property.</summary>
    protected FormulaAttribute()
    {
    }

    /// <summary>A formula as text, on the class; it needs a <see cref="Name"/>.</summary>
    /// <param name="text">For example <c>"G (Low -> F[0,50] Up)"</c>. Operators: <c>! &amp; | -> &lt;-> X F G U R W M Y O H S T</c>, or the words.</param>
    protected FormulaAttribute(string text) => Text = text;

    /// <summary>The formula as text, or null.</summary>
    public string? Text { get; }

    /// <summary>Name of a formula that is written on the class: that of its column and its parameters.</summary>
    public string? Name { get; set; }

    /// <summary>What is paid when the formula turns out to hold.</summary>
    public double Reward { get; set; }

    /// <summary>What is paid less when the formula turns out to fail; at least 0.</summary>
    public double Penalty { get; set; }

    /// <summary>Whether it is paid that the formula holds, or by how much.</summary>
    public FormulaSemantics Semantics { get; set; }

    /// <summary>Of <see cref="FormulaSemantics.SmoothRobustness"/>: how smooth, in the unit of the margins; above 0.</summary>
    public double Temperature { get; set; }

    /// <summary>When it is paid.</summary>
    public FormulaPay Pay { get; set; }

    /// <summary>Of <see cref="FormulaSemantics.Robustness"/>: each condition's margin is divided by the largest that is proven of it, so that none hides the others by its unit.</summary>
    public bool Normalised { get; set; }

    /// <summary>What becomes of an undecided formula when the episode terminates.</summary>
    public ClosingRule AtTermination { get; set; } = ClosingRule.EndOfTrace;

    /// <summary>What becomes of an undecided formula when the episode is truncated.</summary>
    public ClosingRule AtTruncation { get; set; } = ClosingRule.StaysOpen;

    /// <summary>
    /// Weight of a potential over the automaton's states, from 0 (cannot be satisfied any more) to 1 (satisfied), by the least number of steps to
    /// satisfaction; it shapes without changing what is optimal. 0: none.
    /// </summary>
    public double Shaping { get; set; }

    /// <summary>The policy observes the formula's memory: the column of <see cref="StepOutputs.Automata"/> that is named like it.</summary>
    public bool Observed { get; set; }
}

/// <summary>A formula that is to hold: pays <see cref="FormulaAttribute.Reward"/> when it is decided.</summary>
public sealed class ObjectiveAttribute : FormulaAttribute
{
    /// <summary>The formula of the property.</summary>
    public ObjectiveAttribute()
    {
    }

    /// <inheritdoc cref="FormulaAttribute(string)"/>
    public ObjectiveAttribute(string text)
        : base(text)
    {
    }
}

/// <summary>A formula that must not fail: costs <see cref="FormulaAttribute.Penalty"/> when it does.</summary>
public sealed class ConstraintAttribute : FormulaAttribute
{
    /// <summary>The formula of the property.</summary>
    public ConstraintAttribute()
    {
    }

    /// <inheritdoc cref="FormulaAttribute(string)"/>
    public ConstraintAttribute(string text)
        : base(text)
    {
    }

    /// <summary>The step at which the formula fails for good terminates the episode, as a failure.</summary>
    public bool Hard { get; set; }
}

/// <summary>What of a formula is paid.</summary>
public enum FormulaSemantics
{
    /// <summary>Whether it holds.</summary>
    Boolean,

    /// <summary>
    /// By how much it holds: <c>Speed &lt; Max</c> by Max − Speed, <c>&amp;</c> by the smaller and <c>|</c> by the larger, over a window the smallest or the
    /// largest (Donzé and Maler, FORMATS 2010). A condition that is only true or false counts 1 or −1, and so does a window without any step. An
    /// objective pays <see cref="FormulaAttribute.Reward"/> × robustness; a constraint, and an objective with a Penalty, pays Reward × the part above 0 +
    /// Penalty × the part below. At each step with <see cref="FormulaPay.EachStep"/>, as late as the windows look ahead; else once, at the end.
    /// </summary>
    Robustness,

    /// <summary>
    /// Robustness that is smooth in all margins: the larger of numbers is <c>τ log Σ exp(x / τ)</c> with <see cref="FormulaAttribute.Temperature"/> τ, the smaller the
    /// negative of that of the negatives. Every margin has a slope; the sign is the truth only outside of the error, τ log n for each operator at most.
    /// </summary>
    SmoothRobustness,
}

/// <summary>When a formula is paid.</summary>
public enum FormulaPay
{
    /// <summary>Once: at the step that decides it, or at the end of the episode by the closing rule. Of robustness: at the end.</summary>
    WhenDecided,

    /// <summary>Once: at the end of the episode.</summary>
    AtEnd,

    /// <summary>
    /// At each step: as if the episode ended there, which of a formula such as <c>G safe</c> is an income for staying alive; of robustness, that of the
    /// step whose windows are now complete.
    /// </summary>
    EachStep,
}

/// <summary>What becomes of a formula that is undecided when an episode ends.</summary>
public enum ClosingRule
{
    /// <summary>The trace is complete: what waits for a later step has failed, what asks of all later steps has held.</summary>
    EndOfTrace,

    /// <summary>The trace was cut and might have gone on: nothing is paid.</summary>
    StaysOpen,

    /// <summary>What is still open counts as held.</summary>
    Holds,

    /// <summary>What is still open counts as failed.</summary>
    Fails,
}

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Searches a spec for the states that pay most without its goal: anywhere the goal is missed, and beside it, where one condition is
/// missed by the goal's tolerance while all others hold. Branch and bound over the declared box proves how much such a step can pay at
/// most; a search with the spec's own program finds a state that pays it. Parameters are as declared.
/// </summary>
public static class WitnessSearch
{
    /// <summary>Boxes to look at for each bound: a command has seconds where the analyzer has milliseconds.</summary>
    private const int Budget = 1500;

    /// <summary>Starts of a search that nothing points to.</summary>
    private const int Corners = 8;

    /// <summary>For how many steps a state is held at most where what it pays depends on that.</summary>
    private const int MostSteps = 512;

    /// <summary>Searches a spec.</summary>
    /// <param name="type">The spec.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="compilation">A compilation with the generated surface.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static WitnessReport Run(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        string name = type.ToDisplayString();
        WitnessReport Problem(string problem) => new(name, "", ImmutableArray<GoalWitnesses>.Empty, problem);
        RewardDeclaration declaration = RewardCompiler.Read(type, attribute, new RewardDiagnostics());
        if (declaration.Spec.With("Goal").Count == 0)
        {
            return Problem("it has no goal: mark what success means with [Goal], then what pays without it can be searched");
        }

        var sites = new Sites(withOperations: true) { HoldsActions = true };
        if (RewardCompiler.Compile(declaration, compilation, sites, cancellation).Lowered is not { } lowered)
        {
            return Problem("it has errors; fix them first");
        }

        List<float> claims = SpecClaim.Of(declaration.Spec).SelectMany(static c => new[] { (float)c.Data.Number(0, 0), (float)c.Data.Number(1, 0) }).ToList();
        SpecAnalysis analysis = SpecAnalysis.Of(lowered with { Step = Pinned(lowered.Step), Reset = Pinned(lowered.Reset) }, declaration.Contract, claims);
        if (analysis.Analysis.IsContradictory)
        {
            return Problem("what it assumes excludes every state");
        }

        var context = new RuleContext(declaration.Spec, analysis, sites, compilation, declaration.Diagnostics, cancellation);
        return new Goals(context, sites.HeldReset ?? lowered.Reset).Report(name);
    }

    /// <summary>The program with its parameters as declared, at the start of training: what a scenario is evaluated with.</summary>
    private static RewardProgram Pinned(RewardProgram program) =>
        program with { Parameters = program.Parameters.Select(static p => p with { MinBits = p.DefaultBits, MaxBits = p.DefaultBits }).ToEquatableArray() };

    /// <summary>The goals of one spec.</summary>
    private sealed class Goals(RuleContext context, RewardProgram reset)
    {
        private readonly StateSpace _space = new(context);
        private readonly float[] _parameters = context.Step.Parameters.Select(static p => Literals.Float(p.DefaultBits)).ToArray();
        private readonly int _income = context.Value("", ProbedPart.Income);

        private bool ReadsPast => Enumerable.Range(0, context.Step.Carries.Count).Any(c => context.Held.Program.Dependences.ReadsCarry(context.Held.Income, c));

        public WitnessReport Report(string name) => new(name, context.Episode.IsComparable ? context.Episode.Text : "", context.Goals.Select(Goal).ToImmutableArray(), null);

        private GoalWitnesses Goal(GoalView goal)
        {
            FloatRange payoff = goal.Payoff;
            GoalWitnesses Problem(string problem) => new(goal.Member.Name, goal.IsTerminal, payoff.Hi, new WitnessStep(float.NaN, null), ImmutableArray<GoalMiss>.Empty, problem);
            if (goal.At is not { } at)
            {
                return Problem("it holds in no state of the declared ranges, so there is nothing to compare with");
            }

            var anywhere = new List<(Branch Part, Condition[] Conditions)>();
            foreach (GoalConjunct conjunct in goal.Conjuncts)
            {
                Condition[] conditions = { new(conjunct.Missed, true), new(goal.Value, false) };
                if (context.Held.Running(conditions) is { } part)
                {
                    anywhere.Add((part, conditions));
                }
            }

            if (anywhere.Count == 0)
            {
                return Problem("no state misses it while the episode goes on");
            }

            int[] asked = goal.Conjuncts.SelectMany(static c => new[] { c.Value, c.Missed }).Concat(context.FailureEnds).Append(goal.Value).Append(_income).ToArray();
            var run = new HeldRun(context.Step, reset, _parameters, asked);
            Condition[] reached = { new(goal.Value, true) };
            Condition[] safe = reached.Concat(context.FailureEnds.Select(static f => new Condition(f, false))).ToArray();
            (Branch, Condition[]) end = context.Held.Where(safe) is { } unharmed ? (unharmed, safe) : (at, reached);
            WitnessStep there = Step(run, goal, new[] { end }, goesOn: false, new List<float[][]>());
            if (float.IsInfinity(there.Bound) || float.IsNaN(there.Bound))
            {
                return Problem(Unbounded("at the goal"));
            }

            // Beside it first: what is found there is also a way to miss it in any way.
            var found = new List<float[][]>();
            var beside = new List<GoalMiss>();
            foreach (GoalConjunct conjunct in goal.Conjuncts.Count > 1 ? goal.Conjuncts : Array.Empty<GoalConjunct>())
            {
                context.Cancellation.ThrowIfCancellationRequested();
                beside.Add(Beside(run, goal, conjunct, there, found));
            }

            GoalMiss any = Miss(goal, null, Step(run, goal, anywhere, goesOn: true, found), there);
            return new GoalWitnesses(goal.Member.Name, goal.IsTerminal, payoff.Hi, there, beside.Prepend(any).ToImmutableArray(), null);
        }

        private GoalMiss Beside(HeldRun run, GoalView goal, GoalConjunct conjunct, WitnessStep there, List<float[][]> found)
        {
            if (conjunct.IsComparison && !(goal.Tolerance > 0f))
            {
                return new GoalMiss(Text(conjunct), 0f, new WitnessStep(float.NaN, null), null, null, "'" + goal.Member.Name + "' declares no Tolerance: missing this narrowly is no different from meeting it");
            }

            if (goal.Beside(conjunct) is not { } part)
            {
                return new GoalMiss(Text(conjunct), Tolerance(goal, conjunct), new WitnessStep(float.NaN, null), null, null, "no state misses only this condition while the episode goes on");
            }

            return Miss(goal, conjunct, Step(run, goal, new[] { (part, goal.Misses(conjunct)) }, goesOn: true, found), there);
        }

        private GoalMiss Miss(GoalView goal, GoalConjunct? conjunct, WitnessStep best, WitnessStep there)
        {
            double? stay = null;
            double? reached = null;
            if (context.Episode.IsComparable && best.State is { } state && there.State is { } end)
            {
                stay = state.Paid * context.Episode.Weight;
                reached = (end.Paid * (goal.IsTerminal ? 1 : context.Episode.Weight)) + goal.Payoff.Hi;
            }

            string note = float.IsInfinity(best.Bound) || float.IsNaN(best.Bound) ? Unbounded("there")
                : best.State is null ? "no state was found there, and none is proven not to be"
                : conjunct is null && !(goal.Tolerance > 0f) && goal.Conjuncts.Any(static c => c.IsComparison) ? "'" + goal.Member.Name + "' declares no Tolerance: states count that miss it by next to nothing"
                : best.Bound - (double)best.State.Paid > 0.01 * Math.Abs((double)best.Bound) && ReadsPast ? "the bound also covers what earlier steps can have left, such as Initial or a [State]; the state is one that an episode starts with"
                : "";
            return new GoalMiss(conjunct is null ? "" : Text(conjunct), conjunct is null ? goal.Tolerance : Tolerance(goal, conjunct), best, stay, reached, note);
        }

        private static float Tolerance(GoalView goal, GoalConjunct conjunct) => conjunct.IsComparison ? goal.Tolerance : 0f;

        private string Text(GoalConjunct conjunct) => conjunct.Text.Length > 0 ? string.Join(" ", conjunct.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            : Member(conjunct.Value) is { } member ? member : "a condition on " + string.Join(", ", context.SignalsOf(conjunct.Value).Select(static m => m.Name));

        /// <summary>The member whose value a condition is, or its negation.</summary>
        private string? Member(int value)
        {
            bool isNot = context.Step.Code[value].Op == Opcode.Not;
            int inner = isNot ? context.Step.Code[value].A : value;
            SpecMember? member = context.Spec.Members.FirstOrDefault(m => context.Value(m.Name) == value) ?? context.Spec.Members.FirstOrDefault(m => context.Value(m.Name) == inner);
            return member is null ? null : (isNot && context.Value(member.Name) == inner ? "!" : "") + member.Name;
        }

        /// <summary>The best step in any of some parts of the box.</summary>
        private WitnessStep Step(HeldRun run, GoalView goal, IReadOnlyList<(Branch Part, Condition[] Conditions)> parts, bool goesOn, List<float[][]> found)
        {
            int income = context.Held.Income;
            float bound = float.NegativeInfinity;
            WitnessState? best = null;
            int size = context.Step.Code.Sum(static c => Math.Max(1, c.Type.Length));
            int horizon = context.Analysis.Contract.Horizon;
            int steps = run.ReadsPast ? Math.Min(horizon > 0 ? horizon : MostSteps, MostSteps) : 1;
            foreach ((Branch part, Condition[] conditions) in parts)
            {
                FloatRange range = part.Range(income);
                (float above, _, Box? at) = range.HasNumber ? part.ProveAbove(income, Budget) : (float.NaN, float.NaN, null);
                if (float.IsNaN(above) || float.IsInfinity(above))
                {
                    return new WitnessStep(float.IsNaN(above) ? above : float.PositiveInfinity, null);
                }

                bound = Math.Max(bound, above);
                var search = new StateSearch(_space, run, _income, goesOn, conditions, size);
                if (search.Best(Starts(part, at, found), steps) is { } top)
                {
                    found.Add(top.State);
                    best = best is null || top.Paid > best.Paid ? State(run, goal, top.State, top.Steps, goesOn, conditions) : best;
                }
            }

            // What was found is computed as the reward is, and the bound with its own rounding.
            return new WitnessStep(best is null ? bound : Math.Max(bound, best.Paid), best);
        }

        private List<float[][]> Starts(Branch part, Box? at, IReadOnlyList<float[][]> found)
        {
            var starts = new List<float[][]?> { at is null ? null : _space.At(at, static (_, _) => 0.5), _space.Start, _space.At(part.Box, static (_, _) => 0.5) };
            starts.AddRange(found);
            for (int n = 0; n < Corners; n++)
            {
                // The same at each run: what is found once is found again.
                uint seed = 2463534242u + (uint)n;
                starts.Add(_space.At(part.Box, (i, j) =>
                {
                    uint mixed = unchecked((seed ^ (uint)((i * 8191) + (j * 131))) * 2654435761u);
                    mixed ^= mixed >> 15;
                    mixed = unchecked(mixed * 2246822519u);
                    return (mixed >> 8) / 16777216.0;
                }));
            }

            return starts.OfType<float[][]>().ToList();
        }

        private WitnessState State(HeldRun run, GoalView goal, float[][] inputs, int steps, bool goesOn, Condition[] conditions)
        {
            _ = run.Miss(inputs, steps, goesOn, conditions);
            float paid = run[_income];
            List<Payment> payments = context.Analysis.Spec.Columns.Select((c, i) => (Column: c, Paid: run.Column(i)))
                .Where(static c => c.Column.Kind != ColumnKind.Potential && c.Paid != 0f)
                .Select(static c => new Payment(c.Column.Name, c.Paid, c.Column is { Limit: PayLimit.None, IsSummed: true, Transform: not PayTransform.BestSoFar }))
                .OrderByDescending(static p => p.Paid).ToList();
            HeldReturn returned = new HeldEpisode(context.Step, reset).Run(new[] { new HeldPhase(inputs, steps) }, _parameters, Literals.Float(context.Analysis.Contract.DiscountBits));
            return new WitnessState(paid, returned.Return, steps, Signals(run, goal, inputs).ToImmutableArray(), payments.ToImmutableArray(), inputs.Select(static v => v.ToImmutableArray()).ToImmutableArray());
        }

        private IEnumerable<SignalValue> Signals(HeldRun run, GoalView goal, float[][] inputs)
        {
            for (int slot = 0; slot < inputs.Length; slot++)
            {
                SpecMember member = _space.Member(slot);
                bool isGoals = goal.Reads.Any(r => r.Input == slot);
                bool isAtRest = Enumerable.Range(slot, member.Slots).All(i => inputs[i].SequenceEqual(_space.Rest[i]));
                if (isGoals || !isAtRest)
                {
                    bool isPresent = member.Slots == 1 || inputs[slot + 1][0] != 0f;
                    static string Name(ITypeSymbol type) => type.Name;
                    yield return new SignalValue(member.Name, ScenarioText.Display(member, inputs[slot], isPresent, Name), context.Signal(slot).Unit, ScenarioText.Code(member, inputs[slot], isPresent, Name));
                }

                slot += member.Slots - 1;
            }
        }

        /// <summary>Why a bound is infinite, in terms of what the author can declare.</summary>
        private string Unbounded(string where)
        {
            List<string> open = context.Program.Dependences.Inputs(_income).Where(i => context.Program.Leaves.Inputs[i].Any(static r => !r.IsFinite)).Select(i => context.Signal(i).Name).Distinct().ToList();
            return open.Count == 0
                ? "what a step pays " + where + " has no proven bound; see RWD1001 to RWD1003"
                : "what a step pays " + where + " has no bound, because " + string.Join(", ", open.Select(static s => "'" + s + "'")) + (open.Count == 1 ? " has" : " have") + " no range: declare [Signal(min, max)]";
        }
    }
}

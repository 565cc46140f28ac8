using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>
/// Random specs: a fixed set of signals, random helpers and states over them, and many payments that are random
/// expressions over all of it.
/// </summary>
public static class SpecGenerator
{
    private static readonly NodeType s_two = new(NodeKind.Vector2, 0);
    private static readonly NodeType s_int = new(NodeKind.Int, 0);
    private static readonly NodeType s_optional = new(NodeKind.Optional, 0);
    private static readonly NodeType s_three = new(NodeKind.Vector3, 0);

    private static readonly ImmutableArray<Signal> s_signals =
    [
        new("X", NodeType.Float, 4, false), new("Y", NodeType.Float, 3, false), new("Chance", NodeType.Float, -1, false), new("Push", NodeType.Float, 2, true),
        new("Down", NodeType.Bool, 0, false), new("Pull", NodeType.Bool, 0, true),
        new("P", s_three, 3, false), new("Q", s_three, 2, true), new("U", s_two, 2, false), new("Command", s_two, 2, false, IsBeforeStep: true), new("Wish", NodeType.Float, 2, false, IsBeforeStep: true),
        new("N", s_int, 20, false), new("K", s_int, -9, false), new("Key", s_int, 5, true), new("Wanted", s_int, 7, false, IsBeforeStep: true), new("Phase", NodeType.Of(NodeKind.Mode, 0), 0, false), new("Order", NodeType.Of(NodeKind.Mode, 0), 0, false, IsBeforeStep: true),
        new("Judge", s_optional, 3, false), new("Seen", s_optional, -2, false), new("Asked", s_optional, 2, false, IsBeforeStep: true),
        new("Past", NodeType.Of(NodeKind.Floats, 0), 2, false), new("Keys", NodeType.Of(NodeKind.Bools, 0), 0, true),
        .. Enumerable.Range(0, 3).SelectMany(static c => new Signal[]
        {
            new("V" + c, NodeType.Of(NodeKind.Vec, c), 2, false), new("W" + c, NodeType.Of(NodeKind.Vec, c), 1, true), new("M" + c, NodeType.Of(NodeKind.Mask, c), 0, false, IsBeforeStep: c == 2),
            new("L" + c, NodeType.Of(NodeKind.List3, c), 2, false, IsBeforeStep: c == 1), new("D" + c, NodeType.Of(NodeKind.List2, c), 2, c == 0),
            new("Vs" + c, NodeType.Of(NodeKind.Vecs, c), 2, c == 1, IsBeforeStep: c == 2), new("Ms" + c, NodeType.Of(NodeKind.Masks, c), 0, false), new("Ls" + c, NodeType.Of(NodeKind.Lists, c), 2, false),
        }),
    ];

    private static readonly ImmutableArray<NamedNumber> s_numbers =
    [
        new("Gain", 1.5f, "[Parameter(0, 10)] public float Gain { get; init; } = "),
        new("Offset", 0.25f, "[Parameter(0, 1)] public float Offset { get; init; } = "),
        new("Own", 1.25f, "[Parameter(0.5, 3, PerEnvironment = true)] public float Own { get; set; } = "),
        new("Near", 0.75f, "private const float Near = "),
        new("Half", 0.5f, "private static float Half => "),
        new("s_far", 2.5f, "private static readonly float s_far = "),
        new("Ramp", 2f, "[Schedule] private static float Ramp(TrainingClock clock) => clock.Progress * "),
        new("Late", 0.25f, "[Schedule] private static float Late(TrainingClock clock) => clock.Steps < 2500f ? 0.5f : "),
    ];

    private static readonly float[] s_weights = [1f, 0.5f, 2f, 0.1f, 3f];

    /// <summary>A spec with so many payments, and how to make it smaller.</summary>
    public static Arbitrary<RandomSpec> Arbitrary(int payments) => Arb.From(Spec(payments), SpecShrinker.Shrink);

    private static Gen<RandomSpec> Spec(int payments) =>
        from lengths in Gen.ArrayOf(Length, 3)
        from exact in Gen.Choose(0, 1)
        from methods in Methods(Scope.Empty(exact == 1, 0, 1, 2), Gen.Choose(1, 4))
        from states in Gen.ArrayOf(Gen.Zip(AnyType.Where(static t => t.Kind is not (NodeKind.Int or NodeKind.Mode or NodeKind.Optional)), ExpressionGenerator.Number), 5)
        from helpers in Gen.ArrayOf(AnyType, 5)
        from roles in Gen.ArrayOf(Role, payments)
        from members in Members(Base(exact == 1, methods, states), Plans(states, helpers, roles), [])
        from discount in Gen.Elements(1f, 0.97f, 0.5f)
        from seconds in Gen.Elements(0.02f, 0.1f, 0.5f)
        from perSecond in Gen.Choose(0, 3)
        from rules in ClassRules
        from lower in Gen.Choose(0, 1)
        from derived in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, payments)))
        select new RandomSpec([.. lengths], s_signals, s_numbers, methods, members, discount, seconds, perSecond == 0, [.. rules], lower == 0 && rules.Any(IsBound), derived);

    /// <summary>Whether a rule gives the sum a lower end.</summary>
    public static bool IsBound(string rule) => rule.StartsWith("Clamp", System.StringComparison.Ordinal) || rule.StartsWith("Bounds", System.StringComparison.Ordinal);

    private static Gen<string[]> ClassRules { get; } =
        from bound in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Elements("Clamp(-5, 5)", "Clamp(0.5, 3)", "Bounds(-100, 1000)")))
        from transform in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Elements("Progress", "BestSoFar")))
        from limit in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements("Once", "Budget(20)")))
        select new[] { bound, transform, limit }.Where(static r => r.Length > 0).ToArray();

    /// <summary>Mostly short: a kernel writes vectors of up to 32 elements out, which the compiler has to read. Longer ones are loops.</summary>
    private static Gen<int> Length { get; } = Gen.Frequency((12, Gen.Choose(1, 5)), (3, Gen.Choose(6, 9)), (1, Gen.Elements(12, 16, 17, 29, 32)), (2, Gen.Elements(33, 37, 40)));

    private static Gen<NodeType> AnyType { get; } = Gen.Frequency(
        (4, Gen.Constant(NodeType.Float)),
        (2, Gen.Constant(NodeType.Bool)),
        (4, Gen.Choose(0, 2).Select(static c => new NodeType(NodeKind.Vec, c))),
        (2, Gen.Choose(0, 2).Select(static c => new NodeType(NodeKind.Mask, c))),
        (2, Gen.Elements(s_int, s_optional, s_optional, NodeType.Of(NodeKind.Mode, 0))),
        (2, Gen.Choose(0, 2).Select(static c => new NodeType(NodeKind.List3, c))),
        (1, Gen.Choose(0, 2).Select(static c => new NodeType(NodeKind.List2, c))),
        (1, Gen.Elements(s_two, s_three)));

    private static Gen<MemberRole> Role { get; } = Gen.Frequency(
        (24, Gen.Constant(MemberRole.Term)),
        (16, Gen.Constant(MemberRole.Penalty)),
        (4, Gen.Constant(MemberRole.Potential)),
        (4, Gen.Constant(MemberRole.Cost)),
        (4, Gen.Constant(MemberRole.Bonus)),
        (3, Gen.Constant(MemberRole.Metric)),
        (2, Gen.Constant(MemberRole.Assume)),
        (2, Gen.Constant(MemberRole.Termination)));

    private static Gen<ImmutableArray<Method>> Methods(Scope scope, Gen<int> count) => count.SelectMany(n => Methods(scope, [], n));

    private static Gen<ImmutableArray<Method>> Methods(Scope scope, ImmutableArray<Method> done, int count) =>
        done.Length == count ? Gen.Constant(done) : OneMethod(scope, "F" + done.Length).SelectMany(m => Methods(scope.WithMethod(m), done.Add(m), count));

    private static Gen<Method> OneMethod(Scope scope, string name) =>
        from type in AnyType
        from vectors in Gen.Choose(0, 2)
        from parameters in Gen.Choose(1, 3).SelectMany(n => Gen.ArrayOf(AnyType, n))

        // One length in one method: two lengths could not be told apart by who infers them.
        let own = type.IsVector ? type.LengthClass : vectors
        let fitting = parameters.Select(p => p.IsVector ? p with { LengthClass = own } : p).ToImmutableArray()
        let inner = scope with { Classes = [own], IsStatic = true, Methods = scope.Methods.Where(m => Uses(m, own)).ToImmutableList() }
        from body in BodyGenerator.Create(inner.With(fitting.Select(static (p, i) => new LocalRead(p, Method.Parameter(i)))), type, 5)
        select new Method(name, type, fitting, body);

    private static bool Uses(Method method, int lengthClass) => method.Parameters.Append(method.Type).All(t => !t.IsVector || t.LengthClass == lengthClass);

    private static Scope Base(bool exact, ImmutableArray<Method> methods, (NodeType Type, float Initial)[] states)
    {
        Scope scope = Scope.Empty(exact, 0, 1, 2);
        foreach (Method method in methods)
        {
            scope = scope.WithMethod(method);
        }

        foreach (Signal signal in s_signals)
        {
            Read now = new(signal.Type, signal.Name, ReadTime.Now);

            // The present oftener than the past.
            scope = scope.With(now, now, now).WithMember(signal.Name, signal.Type, 1).WithSize(signal.Name, (long)System.Math.Abs(signal.Range));
        }

        scope = scope.With(s_numbers.Where(static n => !n.Declaration.StartsWith("[Schedule]", System.StringComparison.Ordinal)).Select(static n => new Read(NodeType.Float, n.Name, ReadTime.Now)));
        return scope.With(states.SelectMany(static (s, i) => new Node[] { new Read(s.Type, "S" + i, ReadTime.Previous), new Read(s.Type, "S" + i, ReadTime.Initial) }));
    }

    private static List<Member> Plans((NodeType Type, float Initial)[] states, NodeType[] helpers, MemberRole[] roles)
    {
        Body none = new([], new Literal(NodeType.Float, 0));
        var plans = new List<Member>();
        for (int i = 0; i < helpers.Length; i++)
        {
            plans.Add(new Member("H" + i, helpers[i], MemberRole.Helper, none, 0, Payment.Plain));
            plans.Add(new Member("S" + i, states[i].Type, MemberRole.State, none, states[i].Initial, Payment.Plain));
        }

        plans.Add(new Member("Hard", NodeType.Bool, MemberRole.Gate, none, 0, Payment.Plain));
        plans.Add(new Member("Soft", NodeType.Float, MemberRole.Gate, none, 0, Payment.Plain));
        if (helpers[0].Kind == NodeKind.Vec)
        {
            plans.Add(new Member("Awake", helpers[1].Kind == NodeKind.Vec ? NodeType.Float : NodeType.Bool, MemberRole.GateOfAll, none, 0, Payment.Plain));
        }

        if (helpers[2].Kind == NodeKind.Float)
        {
            plans.Add(new Member("Whole", NodeType.Float, MemberRole.Total, none, 0, Payment.Plain));
        }

        // Terminations are paid after terms and potentials after those; the order of the source is another one.
        plans.AddRange(roles.Select((r, i) => new Member(r.ToString() + i, NodeType.Float, r, none, 0, Payment.Plain)));
        return plans;
    }

    private static Gen<ImmutableArray<Member>> Members(Scope scope, List<Member> plans, ImmutableArray<Member> done)
    {
        if (done.Length == plans.Count)
        {
            return Gen.Constant(done);
        }

        Member plan = plans[done.Length];
        return Complete(scope, plan).SelectMany(m => Members(m.IsPaid ? scope : Known(scope.WithMember(m.Name, m.Type, scope.CostOf(m.Body)), m), plans, done.Add(m)));
    }

    private static Scope Known(Scope scope, Member member) =>
        member.Type.Kind == NodeKind.Int && member.Body.Statements.IsEmpty ? scope.WithSize(member.Name, scope.SizeOf(member.Body.Result)) : scope;

    private static Gen<Member> Complete(Scope scope, Member plan)
    {
        if (!plan.IsPaid)
        {
            return (plan.Type.IsVector && plan.Role == MemberRole.State ? Anchored(scope, plan.Type) : Sized(scope, plan.Type, 6)).Select(b => plan with { Body = b });
        }

        if (plan.Role == MemberRole.Total)
        {
            Node[] sums = [.. new[] { "WeightedSum", "WeightTotal" }.Select(static n => new Read(NodeType.Float, n, ReadTime.Now))];
            return from text in Gen.Elements("{0} + {1}", "{0} * {1}", "SafeDiv({0}, {1})")
                   from other in ExpressionGenerator.Expression(scope.With(Enumerable.Repeat(sums, 30).SelectMany(static r => r)), NodeType.Float, 4)
                   select plan with { Body = new Body([], new Apply(NodeType.Float, FormOf(text, NodeKind.Float), [sums[0], other])) };
        }

        Gen<NodeType> type = plan.Role switch
        {
            MemberRole.Potential => Gen.Constant(NodeType.Float),
            MemberRole.Termination or MemberRole.Bonus or MemberRole.Assume => Gen.Constant(NodeType.Bool),
            MemberRole.Term or MemberRole.Penalty => Gen.Frequency((8, Gen.Constant(NodeType.Float)), (2, Gen.Constant(NodeType.Bool)), (2, Gen.Constant(s_optional))),
            _ => Gen.Frequency((4, Gen.Constant(NodeType.Float)), (1, Gen.Constant(NodeType.Bool))),
        };
        return from t in type
               from body in Sized(scope, t, 14)
               from payment in Pay(plan.Role, t)
               select plan with { Type = t, Payment = payment, Body = plan.Role == MemberRole.Termination ? Rarely(body) : body };
    }

    /// <summary>Sizes from a few operations to so many, small ones oftener.</summary>
    private static Gen<Body> Sized(Scope scope, NodeType type, int most) =>
        from a in Gen.Choose(2, most)
        from b in Gen.Choose(2, most)
        from body in BodyGenerator.Create(scope, type, System.Math.Min(a, b))
        select body;

    /// <summary>The body of a vector state begins with a signal: its length must be known before anything that goes around in a circle.</summary>
    private static Gen<Body> Anchored(Scope scope, NodeType type)
    {
        string[] texts = type.Kind == NodeKind.Vec ? ["{0} + {1}", "{0} * {1}", "Min({0}, {1})"] : type.Kind is NodeKind.List2 or NodeKind.List3 ? ["{0} + {1}", "{0} - {1}"] : ["{0} & {1}", "{0} | {1}", "{0} ^ {1}"];
        var anchor = new Read(type, (type.Kind switch { NodeKind.Vec => "V", NodeKind.Mask => "M", NodeKind.List2 => "D", _ => "L" }) + type.LengthClass, ReadTime.Now);
        return from text in Gen.Elements(texts)
               from size in Gen.Choose(1, 5)
               from other in ExpressionGenerator.Expression(scope, type, size)
               select new Body([], new Apply(type, FormOf(text, type.Kind), [anchor, other]));
    }

    private static Form FormOf(string text, NodeKind kind) => Form.All.First(f => f.Text == text && f.Result == kind && f.Arguments.All(a => a == kind));

    /// <summary>Episodes that end at each step would carry nothing.</summary>
    private static Body Rarely(Body body)
    {
        var rare = new Apply(NodeType.Bool, Form.All.First(static f => f.Text == "{0} > {1}"), [new Read(NodeType.Float, "Chance", ReadTime.Now), new Literal(NodeType.Float, 0.9f)]);
        return body with { Result = new Apply(NodeType.Bool, FormOf("{0} & {1}", NodeKind.Bool), [rare, body.Result]) };
    }

    private static Gen<Payment> Pay(MemberRole role, NodeType type)
    {
        Gen<Payment> plain = Gen.Elements(s_weights).Select(static w => new Payment(w));
        switch (role)
        {
            case MemberRole.Bonus:
                return from p in plain from repeat in Gen.Elements("Once", "EachRise", "WhileTrue") select p with { Limit = repeat };
            case MemberRole.Potential:
                return from p in plain from schedule in Gen.Elements(null, null, null, "Ramp", "Late") select p with { Schedule = schedule };
            case MemberRole.Termination:
                return from p in plain from replaces in Gen.Choose(0, 3) select p with { SkipsEnd = replaces == 0 };
            case not (MemberRole.Term or MemberRole.Penalty):
                return plain;
        }

        Gen<Payment> paid = Gen.Frequency(
            (6, plain),
            (1, Gen.Elements("Gain", "Offset", "Own").Select(static p => new Payment(1, WeightParameter: p))),
            (1, plain.Select(static p => p with { Gate = "Hard", Else = -0.5f })),
            (1, plain.Select(static p => p with { Gate = "Soft", Else = 0.25f })),
            (1, plain.Select(static p => p with { Gate = "Soft" })),
            (1, plain.Select(static p => p with { ClampMin = -1f, ClampMax = 1.5f, Gate = "Hard" })),
            (1, plain.Select(static p => p with { ClampMin = 0f, ClampMax = 2f })),
            (1, plain.Select(static p => p with { PerSecond = true })),
            (1, plain.Select(static p => p with { PerSecond = false })));

        // An absent value has no increment.
        Gen<string?> transform = type.Kind == NodeKind.Optional ? Gen.Constant((string?)null) : Gen.Elements(null, null, null, null, null, "Progress", "BestSoFar");
        return from p in paid
               from t in transform
               from limit in Gen.Elements(null, null, null, null, null, null, "Once", "Budget(2.5)")
               from schedule in Gen.Elements(null, null, null, null, null, null, "Ramp", "Late")
               from critic in Gen.Elements(null, null, null, null, "task", "style")
               from skips in Gen.Choose(0, 7)
               select p with { Transform = t, Limit = limit, Schedule = schedule, Critic = critic, SkipsEnd = skips == 0 };
    }
}

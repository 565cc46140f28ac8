using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0028, RWD0033, RWD0034 and RWD0035: specs that derive from specs.</summary>
public sealed class DerivedSpecTests
{
    [Fact]
    public Task ReweightOfUnknown() => Verify("RWD0028", "[RewardSpec, [|Reweight(\"Naer\", 2)|]]", "", "", "[Reweight] of 'Naer': there is no term, penalty, bonus or potential of this name (did you mean 'Near'?)");

    [Fact]
    public Task ReweightOfOwnTerm() => Verify("RWD0028", "[RewardSpec, [|Reweight(\"Own\", 2)|]]", "", "[Term(1)] public float Own => X;");

    [Fact]
    public Task ReweightOfParameter() => Verify("RWD0028", "[RewardSpec, [|Reweight(\"Tuned\", 2)|]]", "", "", "[Reweight] of 'Tuned': its weight is the parameter 'Gain'");

    [Fact]
    public Task NegativeReweight() => Verify("RWD0028", "[RewardSpec, [|Reweight(\"Near\", -2)|]]", "", "");

    [Fact]
    public Task ReweightOfNaN() => Verify("RWD0028", "[RewardSpec, [|Reweight(\"Got\", double.NaN)|]]", "", "");

    [Fact]
    public Task ReweightTwice() => Verify("RWD0028", "[RewardSpec, Reweight(\"Near\", 2), [|Reweight(\"Near\", 3)|]]", "", "");

    [Fact]
    public Task ReweightWithoutBase() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec, [|Reweight(\"Forward\", 2)|]]", "public sealed partial class Walker"), "RWD0028");

    [Fact]
    public Task ReweightsPass() => Verify("RWD0028", "[RewardSpec, Reweight(\"Near\", 2), Reweight(\"Got\", -1), Reweight(\"Up\", 0)]", "", "");

    [Fact]
    public Task NoLowerBound() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)|]]", "public sealed partial class Walker"), "RWD0033");

    [Fact]
    public Task InfiniteLowerBound() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[[|RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)|], Clamp(double.NegativeInfinity, 1)]", "public sealed partial class Walker"), "RWD0033");

    [Fact]
    public Task FiniteBoundsBesideOpenClampPass() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound), Clamp(double.NegativeInfinity, 1), Bounds(-1, 1)]", "public sealed partial class Walker"), "RWD0033");

    [Fact]
    public Task LowerBoundOfTheBasePasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec, Clamp(-1, 1)]", "public partial class Walker") + "[RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)] public sealed partial class Runner : Walker { }", "RWD0033");

    [Fact]
    public Task HiddenMember() => Verify("RWD0034", "[RewardSpec]", "", "[Term(1)] public new float [|Near|] => X;");

    [Fact]
    public Task SameNameAsPrivate() => Verify("RWD0034", "[RewardSpec]", "[Term(1)] private float Hidden => X;", "[Term(1)] public float [|Hidden|] => X;");

    [Fact]
    public Task OverriddenMethod() => Verify("RWD0034", "[RewardSpec]", "public virtual float F() => X; [Term(1)] public float G => F();", "public override float [|F|]() => 1f;", "'F': a derived spec cannot replace a method of its base, whose bodies call it");

    [Fact]
    public Task PrivateSignal() => Verify("RWD0034", "[RewardSpec]", "[Signal] private float Hidden { get; init; }", "", "'Hidden': a signal or parameter of a base spec must not be private, because 'Derived' sets it");

    [Fact]
    public Task PrivateSetter() => Verify("RWD0034", "[RewardSpec]", "[Parameter(0, 1)] public float Hidden { get; private set; } = 1f;", "");

    [Fact]
    public Task PrivateGetter() => Verify("RWD0034", "[RewardSpec]", "[Signal] public float Hidden { private get; init; }", "");

    [Fact]
    public Task PrivateSchedule() => Verify("RWD0034", "[RewardSpec]", "[Schedule] private static float Ramp(TrainingClock c) => c.Progress; [Term(1, Schedule = nameof(Ramp))] public float B => X;", "");

    [Fact]
    public Task SameSchedule() => Verify(
        "RWD0034", "[RewardSpec]", "[Schedule] protected static float Ramp(TrainingClock c) => c.Progress;", "[Schedule] protected static new float [|Ramp|](TrainingClock c) => 1f;");

    [Fact]
    public Task TotalInBasePasses() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial class Walker { [Signal(0, 1)] public float X { get; init; } [Term(1)] public float A => X; [Total] protected float Sum => WeightedSum; } [RewardSpec] public sealed partial class Runner : Walker { [Term(1)] public float B => X; }", "RWD0034");

    [Fact]
    public Task OtherStep() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec(StepSeconds = 0.1)]", "public partial class Walker") + "[[|RewardSpec(StepSeconds = 0.2)|]] public sealed partial class Runner : Walker { }", "RWD0034");

    [Fact]
    public Task VariantPasses() => Verify(
        "RWD0034",
        "[RewardSpec(Discount = 0.8)]",
        "[Schedule] protected static float Ramp(TrainingClock c) => c.Progress; [Term(1, Schedule = nameof(Ramp))] private float B => X; public float H() => X; public override string ToString() => \"\";",
        "[Term(1, Schedule = nameof(Ramp))] public float Mine => X + Previous.X; private float Near2 => 1f; public new float H() => 2f; [Total] public float All => WeightedSum; public override string ToString() => \"\";");

    [Fact]
    public async Task FindingsOfTheBaseAreReportedOnce() => await AnalyzerVerifier.VerifyAsync(
        "using RewardDsl; [RewardSpec] public partial class Walker { [{|RWD0007:Signal(3, 1)|}] public float X { get; init; } [Term(1)] public float A => {|RWD0103:(float)((double)X * X)|}; } "
        + "[RewardSpec] public partial class Runner : Walker { [Term(1)] public float B => X; } [RewardSpec] public sealed partial class Sprinter : Runner { }");

    [Fact]
    public async Task FindingsOfTheContractAreReportedOnce() => await AnalyzerVerifier.VerifyAsync(
        "using RewardDsl; [[|RewardSpec(Discount = 7)|]] public partial class Walker { [Signal] public float X { get; init; } [Term(1)] public float A => X; } [RewardSpec] public partial class Runner : Walker { }", "RWD0013");

    [Fact]
    public Task RoleInDerivedClassWithoutAttribute() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec]", "public partial class Walker") + "public class Runner : Walker { [[|Term(1)|]] public float B => Speed; }", "RWD0035", "[Term] on 'B' is ignored: 'Runner' is not marked [RewardSpec]");

    [Fact]
    public Task PlainClassPasses() => AnalyzerVerifier.VerifyAsync("using RewardDsl; public class Plain { public float X { get; init; } [System.Obsolete] public float Y => X; }", "RWD0035");

    [Fact]
    public Task RolesOnPlainClass() => AnalyzerVerifier.VerifyAsync(
        "using RewardDsl; [[|Reweight(\"A\", 1)|], [|Clamp(0, 1)|]] public class Plain { [[|Signal|]] public float X { get; init; } [[|Schedule|]] public static float F(TrainingClock c) => 1f; }", "RWD0035");

    private static Task<Analysis> Verify(string id, string attribute, string inBase, string inDerived, params string[] messages)
    {
        // What is wrong with the base is a mistake of the derived spec only.
        string name = inDerived.Contains("[|", System.StringComparison.Ordinal) || attribute.Contains("[|", System.StringComparison.Ordinal) || id != "RWD0034" || inDerived.Length > 0 ? "Derived" : "[|Derived|]";
        return AnalyzerVerifier.VerifyAsync(
            Walker.Usings + "[RewardSpec(Discount = 0.9)] public partial class Base { [Signal(-1, 1)] public float X { get; init; } [Parameter(0, 1)] public float Gain { get; set; } = 0.5f; "
            + "[Term(1)] public float Near => X; [Penalty(Weight = nameof(Gain))] private float Tuned => X; [Bonus(1, RepeatPolicy.Once)] private bool Got => X > 0.5f; [Potential(1)] private float Up => X; "
            + inBase + " }\n" + attribute + " public sealed partial class " + name + " : Base { " + inDerived + " }",
            id,
            messages);
    }
}

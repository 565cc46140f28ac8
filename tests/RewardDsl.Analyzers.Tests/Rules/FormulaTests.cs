using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0041 to RWD0044 and RWD0116: objectives and constraints that cannot be followed.</summary>
public sealed class FormulaTests
{
    private const string Members = "\npublic bool Fast => Speed > 1f;\npublic bool Upright => Up.Z > 0.5f;";

    private static Task<Analysis> OnClass(string id, string attributes, params string[] messages) =>
        AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec(StepSeconds = 0.02)]\n" + attributes, "public sealed partial class Walker", Members), id, messages);

    [Fact]
    public Task TextOnAProperty() => Walker.Verify(
        "RWD0041", "[[|Objective(\"F Ready\", Reward = 1)|]] public Formula Gets => RewardMath.Eventually(Ready);",
        "'Gets': on a property the formula is the property's value and the name is its own (a formula as text stands on the class)");

    [Fact]
    public Task TwoRoles() => Walker.Verify(
        "RWD0041", "[Objective(Reward = 1), [|Constraint(Penalty = 1)|]] public Formula Gets => RewardMath.Eventually(Ready);",
        "'Gets': a formula has one role: [Objective] or [Constraint]");

    [Fact]
    public Task OnTheClassWithoutText() => OnClass("RWD0041", "[[|Objective(Reward = 1)|]]");

    [Fact]
    public Task OnTheClassWithoutAName() => OnClass(
        "RWD0041", "[[|Objective(\"F Fast\", Reward = 1)|]]", "'Walker': a formula on the class needs a Name of letters, digits and underscores, by which its column and its parameters are found");

    [Fact]
    public Task ANameThatIsTaken() => OnClass("RWD0041", "[[|Objective(\"F Fast\", Name = \"Fast\", Reward = 1)|]]", "'Fast': another member or formula has this name");

    [Fact]
    public Task TwoOfOneName() => OnClass("RWD0041", "[Objective(\"F Fast\", Name = \"A\", Reward = 1)]\n[[|Constraint(\"G Fast\", Name = \"A\", Penalty = 1)|]]");

    [Fact]
    public Task ANegativePenalty() => Walker.Verify("RWD0013", "[[|Constraint(Penalty = -1)|]] public Formula Safe => RewardMath.Always(Ready);");

    [Fact]
    public Task OnABool() => Walker.Verify("RWD0010", "[[|Objective(Reward = 1)|]] public bool Gets => Ready;");

    [Fact]
    public Task UnknownAtom() => OnClass("RWD0042", "[Objective(\"F (Fast & [|Uprigth|])\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task MissingOperand() => OnClass("RWD0042", "[Objective(\"F (Fast & [|)|]\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task InAVerbatimText() => OnClass("RWD0042", "[Objective(@\"F [|Nothing|]\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task InARawText() => OnClass("RWD0042", "[Objective(\"\"\"F [|Nothing|]\"\"\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task InASumOfTexts() => OnClass("RWD0042", "[Objective([|\"F \" + \"Nothing\"|], Name = \"A\", Reward = 1)]");

    [Fact]
    public Task AtTheEnd() => OnClass("RWD0042", "[Objective(\"Fast [|U|]\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task SecondsBetweenSteps() => OnClass(
        "RWD0043", "[Objective([|\"F[0s,0.03s] Fast\"|], Name = \"A\", Reward = 1)]",
        "A window of 'A' is no number of steps: 0.03 s is no whole number of steps of 0.02 s; write 0.02 s (1 step) or 0.04 s (2 steps)");

    [Fact]
    public Task SecondsWithoutAStep() => Walker.Verify("RWD0043", "[Objective(Reward = 1)] public Formula [|A|] => RewardMath.Eventually(Ready, withinSeconds: 1);");

    [Fact]
    public Task AWindowThatIsNoConstant() => Walker.Verify(
        "RWD0043", "private static int Count() => 3; [Objective(Reward = 1)] public Formula A => RewardMath.Eventually(Ready, [|within: Count()|]);");

    [Fact]
    public Task AWindowThatEndsBeforeItStarts() => Walker.Verify("RWD0043", "[Objective(Reward = 1)] public Formula A => RewardMath.Eventually(Ready, [|from: 5|], to: 3);");

    [Fact]
    public Task ANegativeWindow() => Walker.Verify("RWD0043", "[Objective(Reward = 1)] public Formula A => RewardMath.Eventually(Ready, [|within: -3|]);");

    [Fact]
    public Task TooManyStates() => Walker.Verify(
        "RWD0044", "[Constraint(Hard = true)] public Formula [|A|] => RewardMath.Always(RewardMath.Implies(Ready, RewardMath.Eventually(Speed > 1f, from: 20, to: 40)));");

    [Fact]
    public Task AChoice() => Walker.Verify("RWD0116", "[Objective(Reward = 1)] public Formula A => [|Ready ? RewardMath.Eventually(Speed > 1f) : RewardMath.Always(Speed > 0f)|];");

    [Fact]
    public Task AMethod() => Walker.Verify("RWD0116", "private static Formula Often(bool p) => RewardMath.Eventually(p); [Objective(Reward = 1)] public Formula A => [|Often(Ready)|];");

    [Fact]
    public Task ABlock() => Walker.Verify("RWD0116", "[Objective(Reward = 1)] public Formula A { get [|{ Formula p = Ready; return p; }|] }");

    [Fact]
    public Task ItReadsItself() => Walker.Verify("RWD0020", "[Objective(Reward = 1)] public Formula A => RewardMath.Next([|A|]);");

    [Fact]
    public Task AnUnsupportedCondition() => Walker.Verify("RWD0102", "[Objective(Reward = 1)] public Formula A => RewardMath.Eventually([|Speed.Equals(1f)|]);");

    [Fact]
    public Task GoodOnTheClass() => OnClass("RWD0041", "[Objective(\"F Fast\", Name = \"A\", Reward = 1)]\n[Constraint(\"G Fast\", Name = \"B\", Penalty = 1)]");

    [Fact]
    public Task GoodText() => OnClass("RWD0042", "[Objective(\"G (Fast -> F[0,3] (Upright & !Ready)) xor eventually Ready\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task GoodWindow() => OnClass("RWD0043", "[Objective(\"F[0.02s,0.1s] Fast\", Name = \"A\", Reward = 1)]");

    [Fact]
    public Task GoodSize() => Walker.Verify("RWD0044", "[Objective(Reward = 1)] public Formula A => RewardMath.Always(RewardMath.Implies(Ready, RewardMath.Eventually(Speed > 1f, within: 200)));");

    [Fact]
    public Task GoodExpression() => Walker.Verify(
        "RWD0116", "[Objective(Reward = 1, Shaping = 1)] public Formula Gets => RewardMath.Until(Ready, Helper, within: 5); private Formula Helper => Speed > 1f & RewardMath.Next(!(Formula)(Up.Z > 0.5f)) | true;");
}

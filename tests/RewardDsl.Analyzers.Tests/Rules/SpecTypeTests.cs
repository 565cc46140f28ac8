using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0001 to RWD0004 and RWD0009: what a spec can be.</summary>
public sealed class SpecTypeTests
{
    [Fact]
    public Task ClassWithoutPartial() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed class [|Walker|]", ""), "RWD0001", "'Walker' must be 'partial': the evaluator is generated into it");

    [Fact]
    public Task RecordWithoutPartial() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public record [|Walker|]", ""), "RWD0001");

    [Fact]
    public Task PartialClassPasses() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial class Walker", ""), "RWD0001");

    [Fact]
    public Task PartialRecordPasses() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial record Walker", ""), "RWD0001");

    [Fact]
    public Task ContainerWithoutPartial() => AnalyzerVerifier.VerifyAsync("using RewardDsl; public class [|Outer|] { [RewardSpec] public partial class Inner { [Signal] public float X { get; init; } [Term(1)] public float Y => X; } }", "RWD0002", "'Outer' contains the reward spec 'Inner' and must be 'partial' too");

    [Fact]
    public Task EveryContainerWithoutPartial() => AnalyzerVerifier.VerifyAsync("using RewardDsl; public class [|A|] { public struct [|B|] { [RewardSpec] public partial class Inner { [Signal] public float X { get; init; } [Term(1)] public float Y => X; } } }", "RWD0002");

    [Fact]
    public Task PartialContainersPass() => AnalyzerVerifier.VerifyAsync("using RewardDsl; public partial class A { public partial struct B { [RewardSpec] public partial class Inner { [Signal] public float X { get; init; } [Term(1)] public float Y => X; } } }", "RWD0002");

    [Fact]
    public Task GenericSpec() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public partial class [|Walker|]<T>", ""), "RWD0003", "'Walker' cannot be a reward spec because it is generic (use a non-generic, non-abstract class or record whose base class, if any, is a reward spec of this project)");

    [Fact]
    public Task AbstractSpec() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public abstract partial class [|Walker|]", ""), "RWD0003");

    [Fact]
    public Task DerivedSpec() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public partial class [|Walker|] : EventArgs", ""), "RWD0003");

    [Fact]
    public Task FileLocalSpec() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "file partial class [|Walker|]", ""), "RWD0003");

    [Fact]
    public Task SpecInGenericType() => AnalyzerVerifier.VerifyAsync("using RewardDsl; public partial class A<T> { [RewardSpec] public partial class [|Inner|] { [Signal] public float X { get; init; } [Term(1)] public float Y => X; } }", "RWD0003");

    [Fact]
    public Task InterfacesPass() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public partial class Walker : ICloneable", "public object Clone() => this;"), "RWD0003");

    [Fact]
    public Task ConstructorWithParameters() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public partial class [|Walker|]", "public Walker(int x) => _ = x;"), "RWD0004", "'Walker' has no accessible parameterless constructor (declare its signals as properties with 'get; init;')");

    [Fact]
    public Task PositionalRecord() => AnalyzerVerifier.VerifyAsync("using RewardDsl; [RewardSpec] public partial record [|Walker|](float {|RWD0025:Gain|}) { [Signal] public float X { get; init; } [Term(1)] public float Y => X; }", "RWD0004");

    [Fact]
    public Task SecondConstructorPasses() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial class Walker", "public Walker() { } public Walker(float speed) => Speed = speed;"), "RWD0004");

    [Fact]
    public Task MemberPrevious() => Walker.Verify("RWD0009", "public static float [|Previous|](float x) => x;", "'Previous' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberGradients_OnlyWithDerivatives() => AnalyzerVerifier.VerifyAsync(
        """
        using RewardDsl;
        [RewardSpec(Gradient = true)] public sealed partial class With { [Signal(0, 1)] public float X { get; init; } [Term(1)] private float Y => X; public static float [|Gradients|](float x) => x; }
        [RewardSpec] public sealed partial class Without { [Signal(0, 1)] public float X { get; init; } [Term(1)] private float Y => X; public static float Gradients(float x) => x; }
        """,
        "RWD0009");

    [Fact]
    public Task MemberInitial() => Walker.Verify("RWD0009", "public static float [|Initial|](float x) => x;", "'Initial' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberStep() => Walker.Verify("RWD0009", "public static float [|Step|](float x) => x;", "'Step' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberSnapshot() => Walker.Verify("RWD0009", "public static float [|Snapshot|](float x) => x;", "'Snapshot' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberExplain() => Walker.Verify("RWD0009", "public static float [|Explain|](float x) => x;", "'Explain' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberValues() => Walker.Verify("RWD0009", "public static float [|Values|](float x) => x;", "'Values' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberInputs() => Walker.Verify("RWD0009", "public static float [|Inputs|](float x) => x;", "'Inputs' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberEvaluator() => Walker.Verify("RWD0009", "public static float [|Evaluator|](float x) => x;", "'Evaluator' is the name of a generated member; rename yours");

    [Fact]
    public Task MemberSpec() => Walker.Verify("RWD0009", "public static float [|Spec|](float x) => x;", "'Spec' is the name of a generated member; rename yours");

    [Fact]
    public Task OtherCasePasses() => Walker.Verify("RWD0009", "public float step => Speed;");
}

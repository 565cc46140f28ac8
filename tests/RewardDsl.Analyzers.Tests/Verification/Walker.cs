using System.Threading.Tasks;
using RewardDsl.Testing;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The spec around the members that a test is about.</summary>
internal static class Walker
{
    public const string Usings = "using System;\nusing System.Numerics;\nusing RewardDsl;\nusing static RewardDsl.RewardMath;\n";

    /// <summary>A spec that is right, with more members in it.</summary>
    public static string With(string members) => Class("[RewardSpec]", "public sealed partial class Walker", members);

    /// <summary>A spec that is right, with another attribute or declaration.</summary>
    public static string Class(string attribute, string declaration, string members = "") => Usings + attribute + "\n" + declaration + @"
{
    [Signal(-5, 5)] public float Speed { get; init; }
    [Signal(-1, 1, Length = 4)] public Vec Torque { get; init; }
    [Signal(Length = 4)] public Mask Contact { get; init; }
    [Signal(-1, 1)] public Vector3 Up { get; init; }
    [Signal] public bool Ready { get; init; }
    [Term(1)] public float Forward => Speed;
" + members + "\n}\n";

    /// <summary>Verifies the members: <c>[|…|]</c> marks findings of the rule.</summary>
    public static Task<Analysis> Verify(string id, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(With(members), id, messages);

    /// <summary>Verifies an expression of a penalty.</summary>
    public static Task<Analysis> VerifyExpression(string id, string expression, params string[] messages) =>
        Verify(id, "[Penalty(1)] public float Paid => " + expression + ";", messages);

    /// <summary>Verifies the statements of a getter.</summary>
    public static Task<Analysis> VerifyBody(string id, string statements, params string[] messages) =>
        Verify(id, "[Penalty(1)] public float Paid { get { " + statements + " } }", messages);
}

using RewardDsl.Frontend;

namespace RewardDsl.Generators;

/// <summary>
/// Prints what a spec that cannot be lowered gets instead of its evaluator: the same names, so that the author's code
/// keeps binding, marked as errors that name the rule, so that no use compiles even where analyzers are off.
/// </summary>
internal static class StubEmitter
{
    public static string Emit(SpecSurface surface, string rule, string message)
    {
        SourceWriter writer = new SourceWriter().Header();
        string text = Names.Quote(rule + ": the reward '" + surface.Name.TrimStart('@') + "' was not generated: " + message);
        string obsolete = "[global::System.Obsolete(" + text + ", error: true)]";
        using (Names.OpenType(writer, surface))
        {
            writer.Line("/// <summary>Not generated; see the error on the spec.</summary>");
            writer.Line(Names.GeneratedCode);
            writer.Line(obsolete);
            using (writer.Open("public sealed class Evaluator : global::System.IDisposable"))
            {
                writer.Line("/// <summary>Always fails.</summary>");
                writer.Line("public Evaluator(int batchSize, global::RewardDsl.EvaluatorOptions? options = null) => throw new global::System.NotSupportedException(" + text + ");");
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                writer.Line("public void Dispose() { }");
            }

            Member(writer, obsolete, "public ref struct Inputs { }");
            Member(writer, obsolete, "public global::RewardDsl.RewardExplanation Explain(bool truncated = false, bool terminated = false, global::RewardDsl.ParameterSet? parameters = null) => throw new global::System.NotSupportedException(" + text + ");");
            Member(writer, obsolete, "public static global::RewardDsl.RewardSpecInfo Spec => throw new global::System.NotSupportedException(" + text + ");");
        }

        return writer.ToString();
    }

    private static void Member(SourceWriter writer, string obsolete, string text)
    {
        writer.Line();
        writer.Line("/// <summary>Not generated; see the error on the spec.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Line(obsolete);
        writer.Line(text);
    }
}

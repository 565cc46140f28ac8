using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;

namespace RewardDsl.Generators;

/// <summary>Prints the programs of an assembly's reward functions as attributes of the assembly.</summary>
internal static class FunctionEmitter
{
    public static string Emit(IEnumerable<StoredFunction?> functions)
    {
        SourceWriter writer = new SourceWriter().Header();
        foreach (StoredFunction function in functions.OfType<StoredFunction>().OrderBy(static f => f.Method, System.StringComparer.Ordinal))
        {
            writer.Line("[assembly: global::RewardDsl.RewardFunctionProgram(" + Names.Quote(function.Method) + ", " + Names.Quote(function.Program) + ")]");
        }

        return writer.ToString();
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text;
using RewardDsl.Generators;
using RewardDsl.Ir;

namespace RewardDsl.Cuda.Tests;

/// <summary>C++ sources that hold many texts: one file compiles faster than many.</summary>
internal static class TextUnit
{
    private static readonly string[] s_kernels = ["step", "reset", "gradient"];

    /// <summary>A source with the kernels of some specs.</summary>
    /// <param name="file">A name of the source that its functions get.</param>
    /// <param name="specs">The specs, each with its name at the device, the form of its inputs and its text.</param>
    public static string Kernels(string file, IEnumerable<(string Name, TestSpec Spec, IReadOnlyList<InputForm> Forms, string Text)> specs)
    {
        var source = new StringBuilder("#include \"shim.h\"\n");
        int number = 0;
        foreach ((string name, TestSpec spec, IReadOnlyList<InputForm> forms, string text) in specs)
        {
            string unit = file + Literals.Integer(number++);
            foreach (string kernel in s_kernels)
            {
                source.Append("#define rewarddsl_").Append(kernel).Append(" rewarddsl_").Append(kernel).Append('_').Append(unit).Append('\n');
            }

            source.Append("namespace ").Append(unit).Append("\n{\n");
            for (int i = 0; i < forms.Count; i++)
            {
                source.AppendJoin('\n', forms[i].Head(i)).Append('\n');
            }

            source.Append(text).Append("}\n");
            string[] pointers = [.. s_kernels.Select(k => spec.Kernel.Gradient is null && k == "gradient" ? "nullptr" : unit + "_" + k)];
            for (int k = 0; k < s_kernels.Length; k++)
            {
                if (pointers[k] != "nullptr")
                {
                    source.Append("static void ").Append(pointers[k]).Append("(const void* p) { ").Append(unit).Append("::rewarddsl_").Append(s_kernels[k]).Append("(*(const ").Append(unit).Append("::RewardArguments*)p); }\n");
                }
            }

            source.Append("static shim_text ").Append(unit).Append("_text(\"").Append(name).Append("\", sizeof(").Append(unit).Append("::RewardArguments), ").AppendJoin(", ", pointers).Append(");\n");
            foreach (string macro in s_kernels.Select(static k => "rewarddsl_" + k).Concat(Enumerable.Range(0, forms.Count).SelectMany(static i => new[] { "RW_IN" + Literals.Integer(i), "RW_COLUMNS" + Literals.Integer(i) })))
            {
                source.Append("#undef ").Append(macro).Append('\n');
            }
        }

        return source.ToString();
    }

    /// <summary>A source with functions of the library of one or two numbers.</summary>
    /// <param name="prefix">What their names at the device begin with.</param>
    /// <param name="functions">Their names and how many numbers they take.</param>
    /// <param name="isFast">Whether they are CUDA's own.</param>
    public static string Functions(string prefix, IEnumerable<(string Name, int Arity)> functions, bool isFast)
    {
        (string Name, int Arity)[] all = [.. functions];
        var source = new StringBuilder("#include \"shim.h\"\n#define RW_FAST " + (isFast ? "1" : "0") + "\n");
        source.Append(CudaLibrary.Of(string.Join(" ", all.Select(static f => f.Name)), isSmooth: false));
        foreach ((string name, int arity) in all)
        {
            source.Append("static shim_function shim_").Append(name).Append("(\"").Append(prefix).Append('.').Append(name).Append("\", [](float a, float b) -> float { return ").Append(name).Append(arity == 1 ? "(a)" : "(a, b)").Append("; });\n");
        }

        return source.ToString();
    }
}

using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Frontend;

namespace RewardDsl.Generators;

/// <summary>C# spellings that several emitters share.</summary>
internal static class Names
{
    /// <summary>Marks generated members; the frontend knows them by it.</summary>
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"RewardDsl\", \"0.1\")]";

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The modifier of members that a base spec has too.</summary>
    public static string Hides(SpecSurface surface) => surface.BaseType.Length > 0 ? "new " : "";

    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Name of the kernel class of a spec: readable, and unique by a hash of its full name.</summary>
    public static string KernelClass(SpecSurface surface, VectorForm form) => KernelClass(surface, form.Class);

    /// <summary>Name of another generated class of a spec.</summary>
    public static string KernelClass(SpecSurface surface, string form)
    {
        uint hash = 2166136261;
        foreach (char c in surface.MetadataName)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return surface.Name.TrimStart('@') + "_" + hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + "_" + form;
    }

    /// <summary>Opens the namespace and the containing types; the returned scopes close them, last first.</summary>
    public static IDisposable OpenType(SourceWriter writer, SpecSurface surface, string suffix = "")
    {
        if (surface.BaseType.Length > 0)
        {
            // Which members hide one of the base depends on where the spec is nested and on whether the base was generated.
            writer.Line("#pragma warning disable CS0108, CS0109");
        }

        var scopes = new Stack<IDisposable>();
        if (surface.Namespace.Length > 0)
        {
            scopes.Push(writer.Open("namespace " + surface.Namespace));
        }

        foreach (string container in surface.Containers)
        {
            scopes.Push(writer.Open(container));
        }

        scopes.Push(writer.Open(surface.Declaration + suffix));
        return new Scopes(scopes);
    }

    private sealed class Scopes(Stack<IDisposable> scopes) : IDisposable
    {
        public void Dispose()
        {
            while (scopes.Count > 0)
            {
                scopes.Pop().Dispose();
            }
        }
    }
}

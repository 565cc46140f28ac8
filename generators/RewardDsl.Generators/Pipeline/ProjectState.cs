using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.Generators;

/// <summary>
/// What of a compilation can change the meaning of a class in it, without the compilation, which would keep all its symbols
/// alive: files, references, options.
/// </summary>
internal sealed class ProjectState
{
    private static readonly ConditionalWeakTable<Compilation, ProjectState> s_states = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string> s_outlines = new();

    private readonly string? _name;
    private readonly CompilationOptions _options;
    private readonly MetadataReference[] _references;
    private readonly SyntaxTree[] _files;
    private Tuple<ProjectState, HashSet<SyntaxTree>?>? _compared;

    private ProjectState(Compilation compilation)
    {
        _name = compilation.AssemblyName;
        _options = compilation.Options;
        _references = compilation.References.ToArray();
        _files = compilation.SyntaxTrees.ToArray();
    }

    /// <summary>The state of a compilation; asked for each of its specs, built once.</summary>
    public static ProjectState Of(Compilation compilation) => s_states.GetValue(compilation, static c => new ProjectState(c));

    /// <summary>
    /// The files of an earlier state that are no longer there, if the edits between the two are all inside bodies of methods; null when
    /// a declaration, a reference or an option may have changed. A class that bound nothing in these files means the same as before.
    /// </summary>
    public HashSet<SyntaxTree>? EditedBodiesSince(ProjectState before)
    {
        // All specs of a project ask about the same two states, one after the other.
        if (_compared is not { } known || known.Item1 != before)
        {
            known = Tuple.Create(before, Compare(before));
            _compared = known;

            // Or each state would keep all those before it.
            before._compared = null;
        }

        return known.Item2;
    }

    private HashSet<SyntaxTree>? Compare(ProjectState before)
    {
        var edited = new HashSet<SyntaxTree>();
        if (before == this)
        {
            return edited;
        }

        if (_name != before._name || _files.Length != before._files.Length || !_references.SequenceEqual(before._references) || !_options.Equals(before._options))
        {
            return null;
        }

        for (int i = 0; i < _files.Length; i++)
        {
            if (_files[i] != before._files[i])
            {
                if (!_files[i].Options.Equals(before._files[i].Options) || Outline(_files[i]) != Outline(before._files[i]))
                {
                    return null;
                }

                edited.Add(before._files[i]);
            }
        }

        return edited;
    }

    /// <summary>The tokens of a file without the bodies of methods and accessors, which no other file's meaning depends on unless it reads them.</summary>
    private static string Outline(SyntaxTree file) => s_outlines.GetValue(file, static f =>
    {
        var text = new StringBuilder();
        Append(text, f.GetRoot());
        return text.ToString();
    });

    private static void Append(StringBuilder text, SyntaxNode node)
    {
        foreach (SyntaxNodeOrToken part in node.ChildNodesAndTokens())
        {
            if (part.AsNode() is not { } child)
            {
                text.Append(part.AsToken().Text).Append('\n');
            }
            else if (child is BlockSyntax or ArrowExpressionClauseSyntax && child.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax)
            {
                text.Append("{…}\n");
            }
            else
            {
                Append(text, child);
            }
        }
    }
}

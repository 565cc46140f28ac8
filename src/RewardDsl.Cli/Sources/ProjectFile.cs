using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace RewardDsl.Cli;

/// <summary>
/// What a project file says in so many words. MSBuild would run whatever the project contains, so it is not asked;
/// what depends on it is left out with a note.
/// </summary>
internal sealed class ProjectFile
{
    private readonly string _path;
    private readonly List<string> _notes = [];

    private ProjectFile(string path) => _path = path;

    private string Folder => Path.GetDirectoryName(_path)!;

    /// <summary>Reads a project and its files.</summary>
    /// <param name="path">Absolute path of the project.</param>
    /// <exception cref="UsageException">No project, or without a file to check.</exception>
    public static SourceSet Read(string path) => new ProjectFile(path).Read();

    private SourceSet Read()
    {
        XElement project = Load(_path);
        CompilerSettings settings = CompilerSettings.Bare;
        bool ownFiles = true;
        if (NearestProps() is { } props)
        {
            XElement shared = Load(props);
            settings = Apply(settings, shared, props, ref ownFiles);
            NoteLeftOut(shared, props);
            if (Items(shared, "Compile").Any())
            {
                _notes.Add("the <Compile> items of " + props + " are not read");
            }
        }

        settings = Apply(settings, project, _path, ref ownFiles);
        NoteLeftOut(project, _path);
        ImmutableArray<SourceFile> files = [.. FilesOf(project, ownFiles).Select(SourceCollector.ReadFile)];
        return files.IsEmpty
            ? throw new UsageException(_path + " has no .cs files that can be found without MSBuild; name the files or their folder instead")
            : new SourceSet(_path, files, settings)
            {
                Notes = [.. _notes.Distinct()],
                UnreadReferences = [.. References(project)],
            };
    }

    private static XElement Load(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            XElement root = XElement.Load(reader);
            return root.Name.LocalName == "Project" ? root : throw new UsageException(path + " is not an MSBuild project");
        }
        catch (XmlException problem)
        {
            throw new UsageException(path + " is not an MSBuild project: " + problem.Message);
        }
    }

    private string? NearestProps()
    {
        for (string? folder = Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, "Directory.Build.props");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private CompilerSettings Apply(CompilerSettings settings, XElement project, string file, ref bool ownFiles)
    {
        foreach (XElement property in Children(project, "PropertyGroup").Elements())
        {
            string name = property.Name.LocalName;
            string value = property.Value.Trim();
            bool isList = name is "DefineConstants" or "NoWarn";
            if (name is not ("LangVersion" or "Nullable" or "ImplicitUsings" or "AllowUnsafeBlocks" or "EnableDefaultCompileItems" or "EnableDefaultItems") && !isList)
            {
                continue;
            }

            if (IsConditional(property) || (!isList && !IsLiteral(value)))
            {
                _notes.Add("<" + name + "> of " + file + " depends on MSBuild and is not read");
                continue;
            }

            switch (name)
            {
                case "LangVersion":
                    settings = settings with { Language = CompilerSettings.ParseLanguage(value) };
                    break;
                case "Nullable":
                    settings = settings with { Nullable = CompilerSettings.ParseNullable(value) };
                    break;
                case "ImplicitUsings":
                    settings = settings with { ImplicitUsings = CompilerSettings.ParseSwitch(value) };
                    break;
                case "AllowUnsafeBlocks":
                    settings = settings with { AllowUnsafe = CompilerSettings.ParseSwitch(value) };
                    break;
                case "DefineConstants":
                    settings = settings with { Symbols = Merge(settings.Symbols, name, value, file) };
                    break;
                case "NoWarn":
                    settings = settings with { NoWarn = Merge(settings.NoWarn, name, value, file) };
                    break;
                default:
                    ownFiles = CompilerSettings.ParseSwitch(value);
                    break;
            }
        }

        IEnumerable<string> usings = Items(project, "Using").Where(i => i.Attribute("Include") is not null && IsPlain(i, file)).Select(UsingOf);
        return settings with { Usings = [.. settings.Usings, .. usings] };
    }

    private ImmutableArray<string> Merge(ImmutableArray<string> before, string name, string value, string file)
    {
        string[] parts = value.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string inherited = "$(" + name + ")";
        foreach (string part in parts.Where(p => !IsLiteral(p) && p != inherited))
        {
            _notes.Add(part + " in <" + name + "> of " + file + " depends on MSBuild and is not read");
        }

        return [.. parts.Contains(inherited) ? before : [], .. parts.Where(IsLiteral)];
    }

    private static string UsingOf(XElement item)
    {
        string name = item.Attribute("Include")!.Value.Trim();
        return item.Attribute("Alias")?.Value is { Length: > 0 } alias ? alias + " = " + name
            : string.Equals(item.Attribute("Static")?.Value, "true", StringComparison.OrdinalIgnoreCase) ? "static " + name
            : name;
    }

    /// <summary>The project's own files, then its items in the order in which they stand.</summary>
    private IEnumerable<string> FilesOf(XElement project, bool ownFiles)
    {
        List<string> files = ownFiles ? [.. SourceFolder.Files(Folder)] : [];
        foreach (XElement item in Items(project, "Compile").Where(i => IsPlain(i, _path)))
        {
            FilePattern[] excluded = Patterns(item, "Exclude");
            foreach (string include in Split(item.Attribute("Include")?.Value ?? ""))
            {
                string[] found = [.. new FilePattern(Folder, include).Files().Where(f => !excluded.Any(e => e.Matches(f)))];
                files.AddRange(found);
                if (found.Length == 0)
                {
                    _notes.Add("<Compile Include=\"" + include + "\"> of " + _path + " finds no file");
                }
            }

            FilePattern[] removed = Patterns(item, "Remove");
            files.RemoveAll(f => removed.Any(r => r.Matches(f)));
        }

        return files.Distinct(StringComparer.Ordinal);
    }

    private FilePattern[] Patterns(XElement item, string attribute) =>
        [.. Split(item.Attribute(attribute)?.Value ?? "").Select(p => new FilePattern(Folder, p))];

    private bool IsPlain(XElement item, string file)
    {
        bool plain = !IsConditional(item) && item.Attributes().All(a => IsLiteral(a.Value));
        if (!plain)
        {
            _notes.Add(item.ToString(SaveOptions.DisableFormatting) + " of " + file + " depends on MSBuild and is not read");
        }

        return plain;
    }

    private void NoteLeftOut(XElement project, string file)
    {
        foreach (string import in Children(project, "Import").Select(i => i.Attribute("Project")?.Value ?? ""))
        {
            _notes.Add(import + ", which " + file + " imports, is not read");
        }
    }

    private static IEnumerable<string> References(XElement project) =>
        Items(project, "PackageReference").Concat(Items(project, "ProjectReference")).Concat(Items(project, "Reference"))
            .Select(r => r.Attribute("Include")?.Value ?? "")
            .Where(r => r.Length > 0 && r != "RewardDsl" && !r.EndsWith("RewardDsl.csproj", StringComparison.Ordinal));

    private static IEnumerable<XElement> Items(XElement project, string name) => Children(project, "ItemGroup").Elements().Where(i => i.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement project, string name) => project.Elements().Where(e => e.Name.LocalName == name);

    private static bool IsConditional(XElement element) => element.AncestorsAndSelf().Any(e => e.Attribute("Condition") is not null);

    private static bool IsLiteral(string value) => !value.Contains("$(", StringComparison.Ordinal) && !value.Contains("@(", StringComparison.Ordinal) && !value.Contains("%(", StringComparison.Ordinal);

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using System.Collections.Generic;
using System.Collections.Immutable;

namespace RewardDsl.Cli;

/// <summary>What stands in a column.</summary>
internal enum LayoutItemKind
{
    /// <summary>A state with its loops above.</summary>
    State,

    /// <summary>The label of an edge, which runs below the text.</summary>
    Label,

    /// <summary>A place where an edge passes a column.</summary>
    Pass,
}

/// <summary>Something that has a place of its own in a column.</summary>
internal sealed class LayoutItem(LayoutItemKind kind, int column)
{
    /// <summary>What it is.</summary>
    public LayoutItemKind Kind => kind;

    /// <summary>Its column; states stand in even ones.</summary>
    public int Column => column;

    /// <summary>Its width.</summary>
    public double Width { get; init; }

    /// <summary>How far it reaches above its line.</summary>
    public double Above { get; init; }

    /// <summary>How far it reaches below its line.</summary>
    public double Below { get; init; }

    /// <summary>Its text.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>The height of its line.</summary>
    public double Y { get; set; }

    /// <summary>Its place in the column from above.</summary>
    public int Place { get; set; }

    /// <summary>What edges join it with in the column before.</summary>
    public List<LayoutItem> Before { get; } = [];

    /// <summary>What edges join it with in the column after.</summary>
    public List<LayoutItem> After { get; } = [];
}

using System.Collections.Immutable;

namespace RewardDsl.Cli;

/// <summary>A point of a drawing; y grows downwards.</summary>
internal readonly record struct DrawnPoint(double X, double Y);

/// <summary>A rectangle of a drawing.</summary>
internal readonly record struct DrawnBox(double Left, double Top, double Width, double Height)
{
    /// <summary>The right side.</summary>
    public double Right => Left + Width;

    /// <summary>The lower side.</summary>
    public double Bottom => Top + Height;

    /// <summary>The middle.</summary>
    public DrawnPoint Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>Whether two rectangles share more than a side.</summary>
    public bool Overlaps(DrawnBox other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Whether a point lies within, not on a side.</summary>
    public bool Contains(DrawnPoint point) => point.X > Left && point.X < Right && point.Y > Top && point.Y < Bottom;
}

/// <summary>A state that has its place.</summary>
/// <param name="State">The state.</param>
/// <param name="Box">Its place.</param>
/// <param name="Lines">Its text.</param>
internal sealed record DrawnState(GraphState State, DrawnBox Box, ImmutableArray<string> Lines);

/// <summary>An edge, or all loops of a state, that has its place.</summary>
/// <param name="From">The place of the state that it leaves.</param>
/// <param name="To">The place of the state that it enters.</param>
/// <param name="Label">What is said of it, as a whole.</param>
/// <param name="LabelBox">Where that is written.</param>
/// <param name="Lines">What is written.</param>
/// <param name="Curve">A point, then for each cubic curve two control points and its end; the last end is the tip of the arrow.</param>
internal sealed record DrawnEdge(int From, int To, string Label, DrawnBox LabelBox, ImmutableArray<string> Lines, ImmutableArray<DrawnPoint> Curve);

/// <summary>A graph that has its place on a sheet.</summary>
/// <param name="Width">The width of the sheet.</param>
/// <param name="Height">The height of the sheet.</param>
/// <param name="Entry">The point where the arrow to the first state begins.</param>
/// <param name="EntryTip">Its tip.</param>
/// <param name="States">The states, in the order of the graph.</param>
/// <param name="Edges">The edges.</param>
internal sealed record Drawing(double Width, double Height, DrawnPoint Entry, DrawnPoint EntryTip, ImmutableArray<DrawnState> States, ImmutableArray<DrawnEdge> Edges);

using System;

namespace OfficeWorld;

/// <summary>
/// The office of Toro Icarte, Klassen, Valenzano and McIlraith, "Using reward machines for high-level task specification and decomposition in
/// reinforcement learning" (ICML 2018): twelve rooms of 3 × 3 cells with doors, a mail room, two coffee machines, an office, six decorations, and the four
/// corners of a patrol. Rewards read the things in the cells; the walls are the simulator's.
/// </summary>
public static class OfficeMap
{
    public const int Width = 12;
    public const int Height = 9;

    /// <summary>Up, right, down, left.</summary>
    public const int Moves = 4;

    public const int StartX = 2;
    public const int StartY = 1;

    public static bool IsMail(int x, int y) => x == 7 && y == 4;

    public static bool IsCoffee(int x, int y) => (x == 8 && y == 2) || (x == 3 && y == 6);

    public static bool IsOffice(int x, int y) => x == 4 && y == 4;

    public static bool IsDecoration(int x, int y) => ((x == 4 || x == 7) && (y == 1 || y == 7)) || ((x == 1 || x == 10) && y == 4);

    public static bool IsCornerA(int x, int y) => x == 1 && y == 1;

    public static bool IsCornerB(int x, int y) => x == 1 && y == 7;

    public static bool IsCornerC(int x, int y) => x == 10 && y == 7;

    public static bool IsCornerD(int x, int y) => x == 10 && y == 1;

    /// <summary>The cell after a move; a wall keeps one where one is.</summary>
    public static (int X, int Y) Move(int x, int y, int move)
    {
        (int dx, int dy) = move switch { 0 => (0, 1), 1 => (1, 0), 2 => (0, -1), 3 => (-1, 0), _ => throw new ArgumentOutOfRangeException(nameof(move)) };
        int toX = x + dx;
        int toY = y + dy;
        bool isOutside = toX is < 0 or >= Width || toY is < 0 or >= Height;
        bool isSameRoom = x / 3 == toX / 3 && y / 3 == toY / 3;
        return isOutside || (!isSameRoom && !IsDoor(x, y, dx)) ? (x, y) : (toX, toY);
    }

    /// <summary>Between rooms side by side there are doors in the lowest and the highest row of rooms; upwards from every room of the middle row, downwards from its first and last.</summary>
    private static bool IsDoor(int x, int y, int dx) => dx != 0
        ? y is 1 or 7
        : y >= 5 ? x % 3 == 1 : x is 1 or 10;
}

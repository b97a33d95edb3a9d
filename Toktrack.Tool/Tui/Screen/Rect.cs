namespace Toktrack.Tool.Tui.Screen;

/// <summary>A rectangle of cells.</summary>
internal readonly record struct Rect(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>Without <paramref name="x"/> cells on each side and <paramref name="y"/> rows above and below.</summary>
    public Rect Inset(int x, int y) => new(X + x, Y + y, Math.Max(0, Width - (2 * x)), Math.Max(0, Height - (2 * y)));

    /// <summary>The upper <paramref name="rows"/> rows.</summary>
    public Rect Top(int rows) => this with { Height = Math.Clamp(rows, 0, Height) };

    /// <summary>What is left below the upper <paramref name="rows"/> rows.</summary>
    public Rect Below(int rows)
    {
        var cut = Math.Clamp(rows, 0, Height);
        return new(X, Y + cut, Width, Height - cut);
    }

    /// <summary>The left <paramref name="columns"/> columns.</summary>
    public Rect Left(int columns) => this with { Width = Math.Clamp(columns, 0, Width) };

    /// <summary>What is left after the left <paramref name="columns"/> columns.</summary>
    public Rect After(int columns)
    {
        var cut = Math.Clamp(columns, 0, Width);
        return new(X + cut, Y, Width - cut, Height);
    }

    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;

    /// <summary>The part both have.</summary>
    public Rect Intersect(Rect other)
    {
        var x = Math.Max(X, other.X);
        var y = Math.Max(Y, other.Y);
        return new(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }
}

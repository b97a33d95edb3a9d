using System.Globalization;
using System.Text;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>Characters that are drawn as shapes.</summary>
internal sealed class CellShapes
{
    private static readonly Dictionary<int, CellShapes> s_all = Build();
    private readonly Func<double, double, double, double, double, string> _path;
    private readonly bool _isStroke;

    private CellShapes(bool joins, bool isStroke, Func<double, double, double, double, double, string> path) =>
        (Joins, _isStroke, _path) = (joins, isStroke, path);

    /// <summary>Neighbours of the same kind become one shape.</summary>
    public bool Joins { get; }

    public static CellShapes? Find(int symbol) => s_all.GetValueOrDefault(symbol);

    /// <summary>Draws <paramref name="count"/> of them from the cell whose corner is (x, y).</summary>
    public void Draw(StringBuilder svg, double x, double y, double width, double height, int count, string color)
    {
        var path = _path(x, y, width, height, count);
        svg.Append("<path d=\"").Append(path).Append(_isStroke ? "\" fill=\"none\" stroke=\"" : "\" fill=\"").Append(color).Append("\"/>\n");
    }

    private static Dictionary<int, CellShapes> Build()
    {
        var all = new Dictionary<int, CellShapes>();
        for (var i = 1; i <= 8; i++)
        {
            var part = i / 8.0;
            all[Blocks.Rising[i]] = new(true, false, (x, y, w, h, n) => Box(x, y + (h * (1 - part)), w * n, h * part));
        }

        all['■'] = new(false, false, (x, y, w, h, n) => Square(x, y, w, h));
        all['─'] = Line((x, y, w, h, n) => P($"M{x},{y + (h / 2)}h{w * n}"));
        all['│'] = Line((x, y, w, h, n) => P($"M{x + (w / 2)},{y}v{h}"), joins: false);
        all['╭'] = Line((x, y, w, h, n) => P($"M{x + w},{y + (h / 2)}q{-w / 2},0 {-w / 2},{h / 2}"), joins: false);
        all['╮'] = Line((x, y, w, h, n) => P($"M{x},{y + (h / 2)}q{w / 2},0 {w / 2},{h / 2}"), joins: false);
        all['╰'] = Line((x, y, w, h, n) => P($"M{x + (w / 2)},{y}q0,{h / 2} {w / 2},{h / 2}"), joins: false);
        all['╯'] = Line((x, y, w, h, n) => P($"M{x},{y + (h / 2)}q{w / 2},0 {w / 2},{-h / 2}"), joins: false);
        all['━'] = new(true, false, (x, y, w, h, n) => Box(x, y + (h / 2) - 1, w * n, 2));
        all['╸'] = new(false, false, (x, y, w, h, n) => Box(x, y + (h / 2) - 1, w / 2, 2));
        all['┃'] = new(false, false, (x, y, w, h, n) => Box(x + (w / 2) - 1, y, 2, h));
        all['┈'] = new(true, false, (x, y, w, h, n) => string.Concat(Enumerable.Range(0, (int)n * 2).Select(i => Box(x + (i * w / 2) + 1, y + (h / 2) - 0.5, 1.4, 1))));
        return all;
    }

    private static CellShapes Line(Func<double, double, double, double, double, string> path, bool joins = true) => new(joins, true, path);

    private static string Square(double x, double y, double w, double h)
    {
        var side = w * 0.92;
        return Box(x, y + ((h - side) / 2), side, side);
    }

    private static string Box(double x, double y, double w, double h) => P($"M{x},{y}h{w}v{h}h{-w}z");

    private static string P(FormattableString path) =>
        string.Format(CultureInfo.InvariantCulture, path.Format.Replace("}", ":0.##}", StringComparison.Ordinal), path.GetArguments());
}

using System.Text;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// The template of the status line: text with <c>{names}</c>. Segments between <c> | </c> whose names all have no value are left
/// out, so that a line never shows an empty promise.
/// </summary>
internal static class StatuslineTemplate
{
    /// <summary>The line where no template is given.</summary>
    public const string Default = "{model} | {session} session | {today} today | {block} block, {left} left | {pace}/h | {context} context";

    /// <summary>The names a template may use, with what they stand for.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Names { get; } =
    [
        ("model", "the model's name"), ("session", "cost of this session"), ("today", "cost of today"), ("week", "cost of this week"), ("month", "cost of this month"),
        ("block", "cost of the active 5-hour window"), ("left", "time left in it"), ("pace", "its cost an hour"), ("projection", "its cost at its end"),
        ("context", "how full the context window is"), ("tokens", "tokens of today"), ("project", "the project's folder"),
    ];

    /// <summary>Fills a template. Names that do not exist stay as they are.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var segments = new List<string>();
        foreach (var segment in template.ReplaceLineEndings(" ").Split(" | "))
        {
            if (FillSegment(segment, values) is { } filled) segments.Add(filled);
        }

        return string.Join(" | ", segments);
    }

    private static string? FillSegment(string segment, IReadOnlyDictionary<string, string> values)
    {
        var result = new StringBuilder();
        int known = 0, missing = 0;
        for (var i = 0; i < segment.Length;)
        {
            var end = segment[i] == '{' ? segment.IndexOf('}', i) : -1;
            var name = end > 0 ? segment[(i + 1)..end] : "";
            if (end < 0 || !Names.Any(n => n.Name == name))
            {
                result.Append(segment[i++]);
                continue;
            }

            if (values.TryGetValue(name, out var value)) known++;
            else missing++;
            result.Append(value);
            i = end + 1;
        }

        return missing > 0 && known == 0 ? null : result.ToString();
    }
}

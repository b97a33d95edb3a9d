using System.Text;
using System.Text.RegularExpressions;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>
/// The text exposition format 0.0.4 by the letter, and what promtool's linter says beyond it. Written from the format's
/// description, not from the writer.
/// </summary>
internal static partial class PrometheusParser
{
    /// <summary>The samples of a text.</summary>
    /// <exception cref="FormatException">The text breaks a rule; the message names the line and the rule.</exception>
    public static List<PrometheusSample> Parse(string text)
    {
        var samples = new List<PrometheusSample>();
        var types = new Dictionary<string, string>();
        var helped = new HashSet<string>();
        var closed = new HashSet<string>();
        var seen = new HashSet<string>();
        string? open = null;
        if (text.Length > 0 && text[^1] != '\n') throw new FormatException("The last line does not end in a line feed.");
        var number = 0;
        foreach (var line in text.Split('\n')[..^1])
        {
            number++;
            if (line.Length == 0) throw Wrong("an empty line");
            if (line[0] == '#')
            {
                var match = Comment().Match(line);
                if (!match.Success) throw Wrong("a comment that is neither HELP nor TYPE");
                var name = match.Groups["name"].Value;
                Enter(name);
                if (match.Groups["kind"].Value == "HELP")
                {
                    if (!helped.Add(name)) throw Wrong("a second HELP");
                    if (types.ContainsKey(name)) throw Wrong("HELP behind TYPE");
                    if (match.Groups["rest"].Value.Length == 0) throw Wrong("an empty HELP");
                    Unescape(match.Groups["rest"].Value, quotes: false);
                }
                else
                {
                    if (!types.TryAdd(name, match.Groups["rest"].Value)) throw Wrong("a second TYPE");
                    if (match.Groups["rest"].Value is not ("counter" or "gauge")) throw Wrong("an unknown TYPE");
                    if (!helped.Contains(name)) throw Wrong("no HELP before TYPE");
                }

                continue;
            }

            var sample = Sample(line);
            Enter(sample.Name);
            if (!types.TryGetValue(sample.Name, out var type)) throw Wrong("a sample without a TYPE before it");
            if (type == "counter" != sample.Name.EndsWith("_total", StringComparison.Ordinal)) throw Wrong("counters, and only they, end in _total");
            if (!seen.Add(sample.Identity)) throw Wrong("a series twice");
            if (type == "counter" && sample.Number < 0) throw Wrong("a counter below zero");
            samples.Add(sample);
        }

        foreach (var name in types.Keys.Where(n => samples.TrueForAll(s => s.Name != n))) throw new FormatException($"{name} has no samples.");
        return samples;

        void Enter(string name)
        {
            if (name == open) return;
            if (open is not null) closed.Add(open);
            if (closed.Contains(name)) throw Wrong("a family in two places");
            open = name;
        }

        PrometheusSample Sample(string line)
        {
            var at = Name().Match(line) is { Success: true } found ? found.Length : throw Wrong("no metric name");
            var name = line[..at];
            var labels = new Dictionary<string, string>(StringComparer.Ordinal);
            if (at < line.Length && line[at] == '{')
            {
                at++;
                while (true)
                {
                    var label = LabelName().Match(line[at..]) is { Success: true } match ? match.Value : throw Wrong("no label name");
                    if (label.StartsWith("__", StringComparison.Ordinal)) throw Wrong("a reserved label");
                    at += label.Length;
                    if (line.AsSpan(at) is not ['=', '"', ..]) throw Wrong("no =\" behind a label");
                    at += 2;
                    var end = at;
                    while (end < line.Length && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
                    if (end >= line.Length) throw Wrong("an open label value");
                    var value = Unescape(line[at..end], quotes: true);
                    if (value.Length == 0) throw Wrong("an empty label value is the same as no label");
                    if (!labels.TryAdd(label, value)) throw Wrong("a label twice");
                    at = end + 1;
                    if (line.AsSpan(at) is ['}', ..]) break;
                    if (line.AsSpan(at) is not [',', ..]) throw Wrong("no , or } behind a label");
                    at++;
                }

                at++;
            }

            if (line.AsSpan(at) is not [' ', ..]) throw Wrong("no space before the value");
            var text = line[(at + 1)..];
            if (!Plain().IsMatch(text)) throw Wrong("a value that is not a plain number");
            return new(name, labels, text);
        }

        string Unescape(string escaped, bool quotes)
        {
            var plain = new StringBuilder();
            for (var i = 0; i < escaped.Length; i++)
            {
                var (before, after) = (i > 0 ? escaped[i - 1] : 'x', i + 1 < escaped.Length ? escaped[i + 1] : 'x');
                if (char.IsHighSurrogate(escaped[i]) ? !char.IsLowSurrogate(after) : char.IsLowSurrogate(escaped[i]) && !char.IsHighSurrogate(before)) throw Wrong("text that is not UTF-8");
                if (escaped[i] != '\\')
                {
                    plain.Append(escaped[i]);
                    continue;
                }

                i++;
                plain.Append(i == escaped.Length ? throw Wrong("a lone backslash") : escaped[i] switch
                {
                    'n' => '\n',
                    '\\' => '\\',
                    '"' when quotes => '"',
                    _ => throw Wrong("an unknown escape"),
                });
            }

            return plain.ToString();
        }

        FormatException Wrong(string rule) => new($"Line {number}: {rule}.");
    }

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-z][a-z0-9_]*) (?<rest>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    // Lower case alone: the linter's wish for metric names.
    [GeneratedRegex("^[a-z_:][a-z0-9_:]*")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z_][a-z0-9_]*")]
    private static partial Regex LabelName();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]*[1-9])?$")]
    private static partial Regex Plain();
}

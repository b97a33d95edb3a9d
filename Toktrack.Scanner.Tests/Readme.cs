using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Toktrack.Scanner.Tests;

/// <summary>README.md, taken apart.</summary>
internal static partial class Readme
{
    /// <summary>The folder README.md lies in.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Path.GetDirectoryName(FileOf()))!;

    public static string Text { get; } = File.ReadAllText(Path.Combine(Root, "README.md")).ReplaceLineEndings("\n");

    /// <summary>Blocks between fences, with the language of each; empty where none is named.</summary>
    public static IReadOnlyList<(string Language, string Text)> Blocks { get; } =
        [.. Fence().Matches(Text).Select(m => (m.Groups["language"].Value, m.Groups["text"].Value))];

    /// <summary>Text without blocks.</summary>
    public static string Prose { get; } = Fence().Replace(Text, "");

    /// <summary>Pieces between single backticks outside of blocks.</summary>
    public static IReadOnlyList<string> Spans { get; } = [.. Span().Matches(Prose).Select(m => m.Groups["text"].Value)];

    /// <summary>Every command line that begins with <c>toktrack</c>, as words, up to a redirection or comment.</summary>
    public static IEnumerable<string[]> Commands => Blocks.SelectMany(b => b.Text.Split('\n')).Concat(Spans)
        .Select(l => Command().Match(l)).Where(m => m.Success)
        .Select(m => Word().Matches(m.Groups["line"].Value).Select(w => w.Groups["quoted"].Success ? w.Groups["quoted"].Value : w.Value).TakeWhile(w => w is not (">>" or ">" or "|") && w[0] != '#').ToArray());

    /// <summary>The text below a heading of the second level.</summary>
    public static string Section(string heading) => Text.Split("\n## ").Single(s => s.StartsWith(heading + "\n", StringComparison.Ordinal));

    private static string FileOf([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(\$ |- run: )?toktrack(?<line>( .*)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|\\S+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}

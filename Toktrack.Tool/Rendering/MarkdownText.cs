using System.Text;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>The one place where untrusted text is made fit for Markdown: everything the format could act on is escaped.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]()#+!|<>~$:@&";

    /// <summary>Text for a cell or a paragraph.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in TerminalText.Escape(text))
        {
            switch (c)
            {
                case '<': result.Append("&lt;"); break;
                case '>': result.Append("&gt;"); break;
                case '&': result.Append("&amp;"); break;
                case '@': result.Append("&#64;"); break;
                case ':' or '-' or '.' or '+' or '(' or ')' or '#' or '!' or '{' or '}' or '$' when !IsActive(text, c): result.Append(c); break;
                default:
                    if (Special.Contains(c)) result.Append('\\');
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    // Escaped only where they could begin something: a heading, a link to an issue, an emoji, an image, a formula.
    private static bool IsActive(string text, char c) => c switch
    {
        ':' or '$' => text.Count(x => x == c) > 1,
        '#' or '!' or '+' => true,
        _ => false,
    };
}

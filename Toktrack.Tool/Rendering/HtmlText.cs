using System.Text;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>The one place where untrusted text is made fit for HTML, in elements and in quoted attributes.</summary>
internal static class HtmlText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in TerminalText.Escape(text))
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    /// <summary>A name that may be written in either direction, kept apart from what surrounds it.</summary>
    public static string Name(string text) => "<bdi>" + Escape(text) + "</bdi>";
}

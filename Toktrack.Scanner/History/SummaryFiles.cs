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

    /// <summary>The summaries that may have to be written.</summary>
    /// <param name="root">The root that will be committed.</param>
    /// <param name="snapshot">What reports will see.</param>
    /// <param name="changed">The days that changed; null for any.</param>
    public List<SummaryText> Prepare(LedgerRoot root, UsageSnapshot snapshot, IReadOnlyCollection<DayKey>? changed)
    {
        var texts = new List<SummaryText>();
        foreach (var source in Sources)
        {
            var path = home.SummaryOf(source);
            var expected = root.Summaries.GetValueOrDefault(source.Id);
            var days = changed?.Where(d => d.Source == source.Id).Select(d => d.Day).ToHashSet();
            if (days is { Count: 0 } && ChecksumOf(path) == expected) continue;
            var bytes = Bytes(source, path, expected, days, snapshot, out var checksum, out var isEmpty);
            if (!isEmpty || expected != 0 || File.Exists(path)) texts.Add(new(source, bytes, checksum));
        }

        return texts;
    }

    /// <summary>
    /// Writes the summaries that differ from what is there, and enters them in the root. Called under the ledger's write lock
    /// and before the commit: a summary may be ahead of the ledger, never behind.
    /// </summary>
    public void Write(LedgerRoot root, List<SummaryText> texts)
    {
        foreach (var text in texts)
        {
            var path = home.SummaryOf(text.Source);
            root.Summaries[text.Source.Id] = text.Checksum;
            if (ChecksumOf(path) == text.Checksum) continue;
            PrivateFolder.Create(home.Cache);
            PrivateFile.Replace(path, text.Bytes, durable: false, fault);
        }
    }

    private static byte[] Bytes(IUsageSource source, string path, ulong expected, HashSet<int>? days, UsageSnapshot snapshot, out ulong checksum, out bool isEmpty)
    {
        isEmpty = false;
        if (days is not null && expected != 0 && File.Exists(path) && File.ReadAllBytes(path) is var file && DailySummary.IsWhole(file, expected))
        {
            return DailySummary.Rewrite(source, file, days, KeptDay.Of(snapshot.Slots, source.Id, snapshot.Names, days), out checksum);
        }

        List<KeptDay> all = [.. KeptDay.Of(snapshot.Slots, source.Id, snapshot.Names)];
        isEmpty = all.Count == 0;
        return DailySummary.Write(source, all, out checksum);
    }

    /// <summary>
    /// Reads summaries that this ledger has not written: those of the Rust toktrack are imported and backed up under another
    /// name; our own that are ahead of a ledger that was set back (an old copy, a lost write-ahead log) give the days they know
    /// better; whatever else lies there is moved aside, so that nothing is ever overwritten unread.
    /// </summary>
    public void TakeOver(LedgerRoot root, KeptDays kept, UsageSnapshot snapshot, List<string> notices)
    {
        foreach (var source in Sources)
        {
            var path = home.SummaryOf(source);
            if (ChecksumOf(path) == root.Summaries.GetValueOrDefault(source.Id) || !File.Exists(path)) continue;
            var file = File.ReadAllBytes(path);
            if (DailySummary.IsOurs(file))
            {
                TakeAhead(source, path, file, kept, snapshot, notices);
                continue;
            }

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

    private static void TakeAhead(IUsageSource source, string path, byte[] file, KeptDays kept, UsageSnapshot snapshot, List<string> notices)
    {
        var known = KeptDay.Of(snapshot.Slots, source.Id, snapshot.Names).ToDictionary(d => d.Day);
        var ahead = DailySummary.Read(file, source.Id, out _).Where(d => d.Exceeds(known.GetValueOrDefault(d.Day))).ToList();
        foreach (var day in ahead) kept.Add(day);
        if (ahead.Count > 0) notices.Add($"{path} knew more of {ahead.Count} days than the ledger, as after a power cut or an old copy; they were taken from there.");
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
            var expected = DailySummary.Write(source, KeptDay.Of(snapshot.Slots, source.Id, snapshot.Names), out _);
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

using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.History;

/// <summary>
/// Random histories of a folder of logs: what programs, users, backups and clocks do to them, with runs in between. After
/// every run the ledger must hold what one scan over every line ever seen gives.
/// </summary>
internal static class HistoryModel
{
    private static readonly string[] s_names = ["a", "b", "c", "sub/d", "sub/e"];

    /// <summary>Plays one history.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">The ledger is wrong.</exception>
    public static void Play(int seed, int steps = 14)
    {
        var random = new Random(seed);
        using var home = new LedgerHome();
        Directory.CreateDirectory(Path.Combine(home.Logs, "sub"));
        var graves = new List<(byte[] Content, DateTime Time)>();
        var edited = new HashSet<string>();
        var grown = new HashSet<string>();
        var story = new StringBuilder($"seed {seed}:");
        long requests = 0;
        for (var step = 0; step < steps; step++)
        {
            for (var acts = random.Next(1, 4); acts > 0; acts--) story.Append(' ').Append(Act(home, random, graves, edited, grown));
            if (random.Next(4) == 0) Thread.Sleep(25); // older than the clock's tick: the files count as settled
            story.Append(" run;");
            var outcome = home.Run();
            edited.Clear();
            grown.Clear();
            Same(outcome.Scan.Snapshot, home.Oracle(), story);
            outcome.Warnings.Should().BeEmpty();
            var now = outcome.Scan.Snapshot.Slots.Sum(s => (long)s.Requests);
            now.Should().BeGreaterThanOrEqualTo(requests, story.ToString());
            requests = now;
        }

        Thread.Sleep(15);
        home.Run();
        home.Run().Scan.Statistics.FilesRead.Should().Be(0, story.ToString());
        using var store = home.Open();
        Same(store.Snapshot, home.Oracle(), story);
        LedgerVerifier.Check(store.Database).Should().BeEmpty(story.ToString());
        Directory.GetFiles(home.Home.Folder, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private static void Same(UsageSnapshot ledger, UsageSnapshot oracle, StringBuilder story)
    {
        var (found, expected) = (LedgerHome.Canonical(ledger), LedgerHome.Canonical(oracle));
        if (found.SequenceEqual(expected)) return;
        var lacking = string.Join('\n', expected.Except(found));
        var invented = string.Join('\n', found.Except(expected));
        throw new Xunit.Sdk.XunitException($"{story}\nlacking:\n{lacking}\ninvented:\n{invented}");
    }

    private static string Act(LedgerHome home, Random random, List<(byte[] Content, DateTime Time)> graves, HashSet<string> edited, HashSet<string> grown)
    {
        var name = s_names[random.Next(s_names.Length)];
        var path = home.Log(name);
        var kind = random.Next(13);
        // A file that is changed in the middle in place and also grows between two runs looks like one that only grew.
        if (edited.Contains(name) && kind < 3) kind = 4;
        if (grown.Contains(name) && kind is 8 or 9) kind = 10;
        if (kind < 3) grown.Add(name);
        if (!File.Exists(path) && kind >= 4) return "nothing";
        switch (kind)
        {
            case 0 or 1:
                home.Append(name, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => LogLines.Random(random))]);
                return $"append {name}";
            case 2:
                // Cut anywhere: within a line, a streamed group, a character. What follows is glued to it, as after a crash, or completes it.
                var bytes = Encoding.UTF8.GetBytes(LogLines.Random(random) + "\n");
                var cut = random.Next(1, bytes.Length);
                AppendBytes(path, bytes[..cut]);
                if (random.Next(2) == 0)
                {
                    home.Run();
                    edited.Clear();
                    grown.Clear();
                    grown.Add(name);
                    AppendBytes(path, bytes[cut..]);
                }

                return $"append-part {name} {cut}";
            case 3:
                if (graves.Count == 0) return "nothing";
                var (content, time) = graves[random.Next(graves.Count)];
                File.WriteAllBytes(path, content);
                File.SetLastWriteTimeUtc(path, time);
                grown.Add(name);
                return $"restore {name}";
            case 4:
                graves.Add((File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)));
                File.Delete(path);
                edited.Remove(name);
                return $"delete {name}";
            case 5:
                var copy = s_names[random.Next(s_names.Length)];
                if (copy == name) return "nothing";
                File.Copy(path, home.Log(copy), overwrite: true);
                grown.Add(copy);
                return $"copy {name} {copy}";
            case 6:
                var target = s_names[random.Next(s_names.Length)];
                if (target == name) return "nothing";
                File.Move(path, home.Log(target), overwrite: true);
                grown.Add(target);
                return $"move {name} {target}";
            case 7:
                var length = new FileInfo(path).Length;
                graves.Add((File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)));
                using (var stream = new FileStream(path, FileMode.Open)) stream.SetLength(random.NextInt64(length + 1));
                return $"truncate {name}";
            case 8 or 9:
                // A digit in place: same length, and the old time put back.
                var old = File.GetLastWriteTimeUtc(path);
                var text = File.ReadAllBytes(path);
                var digit = text.AsSpan().IndexOf("\"output_tokens\":"u8);
                if (digit < 0 || digit + 16 >= text.Length) return "nothing";
                text[digit + 16] = (byte)('1' + random.Next(9));
                using (var stream = new FileStream(path, FileMode.Open)) stream.Write(text);
                if (kind == 8) File.SetLastWriteTimeUtc(path, old);
                edited.Add(name);
                return $"edit {name}";
            case 10:
                grown.Add(name);
                File.WriteAllText(path, string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => LogLines.Random(random) + "\n")));
                return $"rewrite {name}";
            case 11:
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(random.Next(-4000, 4000)));
                return $"clock {name}";
            default:
                Directory.CreateDirectory(Path.Combine(home.Logs, "deep"));
                var temporary = Path.Combine(home.Logs, "deep", "x.tmp");
                File.Copy(path, temporary, overwrite: true);
                File.Move(temporary, path, overwrite: true);
                return $"replace {name}";
        }
    }

    private static void AppendBytes(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.Append);
        stream.Write(bytes);
    }
}

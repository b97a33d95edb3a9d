using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.OpenCode;

/// <summary>
/// Writes OpenCode's logs, <c>.local/share/opencode</c> below the corpus' home: a tree of JSON files for the first
/// sessions, a database for the later ones, and some sessions that were taken over from the tree into the database.
/// </summary>
internal static class OpenCodeCorpus
{
    private static readonly (string Provider, string Model)[] s_models =
        [("anthropic", "claude-sonnet-4-6"), ("anthropic", "claude-opus-4-8"), ("openai", "gpt-5.4"), ("google", "gemini-2.5-pro")];

    private static readonly string[] s_titles = ["Fix flaky retry test", "Add CSV export", "Explain the window module", "Upgrade dependencies", "Dark theme"];
    private static readonly Distribution s_output = new([(0, 15), (50, 260), (90, 1_500), (99, 6_000), (100, 12_000)]);

    /// <summary>Writes all sessions; one thread, for the database has one writer.</summary>
    public static CorpusSummary Write(CorpusOptions options, TextPools pools)
    {
        var home = Path.Combine(options.Home, ".local", "share", "opencode");
        Directory.CreateDirectory(home);
        var random = CorpusRandom.For(options.Seed, 3L << 40);
        var projects = new CorpusProject[5];
        for (var i = 0; i < projects.Length; i++)
        {
            projects[i] = CorpusProject.Create(i * 4 + 1, ref random);
        }

        var summary = new CorpusSummary();
        var bytesOfText = (int)(2_000 * options.TextScale);
        var messages = (int)Math.Max(options.Size / (1_100 + bytesOfText), 1);
        var database = Path.Combine(home, "opencode.db");
        using (var rows = new OpenCodeDatabaseFile(database))
        {
            for (var written = 0; written < messages;)
            {
                var count = Math.Min(random.Geometric(14), messages - written);
                WriteSession(options, pools, home, rows, random.Pick(projects), count, bytesOfText, summary, ref random);
                written += count;
            }
        }

        summary.Files++;
        summary.Bytes += new FileInfo(database).Length;
        return summary;
    }

    private static void WriteSession(
        CorpusOptions options, TextPools pools, string home, OpenCodeDatabaseFile rows, CorpusProject project, int count, int bytesOfText, CorpusSummary summary, ref CorpusRandom random)
    {
        var (time, position) = CorpusCalendar.Pick(options, count * 40_000L, ref random);
        var session = $"ses_{random.Next():x16}{random.Next() & 0xFFFFFFFF:x8}";
        var inTree = position < 0.3;
        var inDatabase = !inTree || random.Chance(0.3);
        var title = random.Pick(s_titles);
        if (inDatabase)
        {
            rows.AddSession(session, "quiet-river", project.Folder, title, time);
        }

        if (inTree)
        {
            Save(summary, Path.Combine(home, "storage", "session", "prj_1", session + ".json"),
                $"{{\"id\":\"{session}\",\"version\":\"1.0.12\",\"projectID\":\"prj_1\",\"directory\":\"{project.Folder}\",\"title\":\"{title}\",\"time\":{{\"created\":{time},\"updated\":{time}}}}}", time);
        }

        var (provider, model) = random.Pick(s_models);
        long context = 7_000;
        var text = new LogWriter();
        for (var i = 0; i < count; i++)
        {
            time = Math.Min(time + random.Between(3_000, 40_000), CorpusCalendar.Milliseconds(options.Now) - 1);
            var fresh = random.Between(150, 2_500);
            var message = new OpenCodeMessage
            {
                Id = $"msg_{random.Next():x16}{random.Next() & 0xFFFFFFFF:x8}",
                Session = session,
                Folder = project.Folder,
                Provider = provider,
                Model = model,
                Time = time,
                Input = provider == "anthropic" ? random.Below(12) : fresh,
                Output = s_output.Sample(ref random),
                Reasoning = provider == "openai" ? random.Below(700) : 0,
                CacheRead = context,
                CacheWrite = provider == "anthropic" ? fresh : 0,
            };
            context = context > 150_000 ? 9_000 : context + fresh + message.Output;
            if (inDatabase)
            {
                text.OpenNowhere();
                rows.AddMessage(message, Encoding.UTF8.GetString(text.Text(pools.Prose, ref random, bytesOfText).Written));
            }

            if (inTree)
            {
                Save(summary, Path.Combine(home, "storage", "message", session, message.Id + ".json"), message.Json(withIds: true), time);
            }

            summary.Truth.Add(SourceId.OpenCode, time, model, message.Counts);
        }

        text.Dispose();
    }

    private static void Save(CorpusSummary summary, string path, string json, long time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddMilliseconds(time));
        summary.Files++;
        summary.Bytes += json.Length;
    }
}

using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.Gemini;

/// <summary>
/// Writes the logs of the Gemini CLI, <c>.gemini/tmp/*/chats</c> below the corpus' home: pretty-printed documents in the
/// older part of the time span, record streams in the newer, and some sessions that exist as both.
/// </summary>
internal sealed class GeminiCorpus(CorpusOptions options, TextPools pools) : IDisposable
{
    private static readonly Distribution s_files = new([(0, 4_000), (25, 12_000), (50, 30_000), (90, 120_000), (100, 600_000)]);
    private static readonly Distribution s_text = new([(0, 30), (50, 220), (90, 1_400), (99, 9_000), (100, 40_000)]);
    private static readonly Distribution s_output = new([(0, 10), (50, 180), (90, 1_100), (99, 5_000), (100, 9_000)]);
    private static readonly string[] s_models = ["gemini-2.5-pro", "gemini-2.5-flash", "gemini-3-pro-preview", "gemini-3-flash-preview"];

    private readonly LogWriter _log = new();
    private readonly LogWriter _copy = new();
    private readonly CorpusProject[] _projects = MakeProjects(options.Seed);
    private CorpusRandom _random;

    /// <summary>What was written so far.</summary>
    public CorpusSummary Summary { get; } = new();

    /// <summary>Writes all sessions on several threads.</summary>
    public static CorpusSummary Write(CorpusOptions options, TextPools pools)
    {
        var files = options.Files > 0 ? options.Files : (int)Math.Max(1, options.Size / (55_000 * options.TextScale));
        var random = CorpusRandom.For(options.Seed, -4);
        var sizes = new double[files];
        for (var i = 0; i < files; i++)
        {
            sizes[i] = s_files.Sample(ref random);
        }

        var scale = options.Size / sizes.Sum();
        foreach (var project in MakeProjects(options.Seed))
        {
            var root = Path.Combine(options.Home, ".gemini", "tmp", Path.GetFileName(project.Folder));
            Directory.CreateDirectory(root);
            File.WriteAllText(Path.Combine(root, ".project_root"), project.Folder);
        }

        return CorpusThreads.Run(
            options, files, () => new GeminiCorpus(options, pools), (corpus, i) => corpus.WriteSession(i, (long)(sizes[i] * scale)), corpus => corpus.Summary);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _copy.Dispose();
    }

    private static CorpusProject[] MakeProjects(ulong seed)
    {
        var random = CorpusRandom.For(seed, -5);
        var projects = new CorpusProject[8];
        for (var i = 0; i < projects.Length; i++)
        {
            projects[i] = CorpusProject.Create(i * 3, ref random);
        }

        return projects;
    }

    private void WriteSession(int index, long target)
    {
        _random = CorpusRandom.For(options.Seed, index + (2L << 40));
        var (time, position) = CorpusCalendar.Pick(options, 3_600_000, ref _random);
        var project = _projects[(int)(Math.Pow(_random.Unit(), 2) * _projects.Length)];
        var folder = Path.Combine(options.Home, ".gemini", "tmp", Path.GetFileName(project.Folder), "chats");
        (ulong, ulong) id = (_random.Next(), _random.Next());
        var stream = position > 0.6;
        var both = !stream && _random.Chance(0.06);
        var name = Path.Combine(folder, $"session-{DateTime.UnixEpoch.AddMilliseconds(time):yyyy-MM-dd'T'HH-mm}-{id.Item1 >> 32:x8}.json");
        var limit = CorpusCalendar.Milliseconds(options.Now) - 1;
        _log.Open(stream ? name + "l" : name);
        GeminiHead(_log, id, project, time, stream);
        if (both)
        {
            _copy.Open(name + "l");
            GeminiHead(_copy, id, project, time, stream: true);
        }

        long context = 6_000;
        for (var first = true; _log.Length < target || first; first = false)
        {
            time = Math.Min(time + _random.Between(4_000, 90_000), limit);
            var message = NewMessage(position, time, ref context);
            Message(_log, message, stream, first);
            if (both)
            {
                Message(_copy, message, stream: true, first);
            }

            Summary.Truth.Add(SourceId.Gemini, time, message.Model, message.Counts);
        }

        _log.Raw(stream ? ""u8 : "\n  ]\n}\n"u8);
        End(_log, time);
        if (both)
        {
            End(_copy, time);
        }
    }

    private GeminiMessage NewMessage(double position, long time, ref long context)
    {
        var fresh = _random.Between(200, 4_000);
        var message = new GeminiMessage
        {
            Id = (_random.Next(), _random.Next()),
            Time = time,
            Model = s_models[(position > 0.5 ? 2 : 0) + (_random.Chance(0.65) ? 0 : 1)],
            Input = context + fresh,
            Cached = _random.Chance(0.7) ? context * 3 / 4 : 0,
            Output = s_output.Sample(ref _random),
            Thoughts = _random.Chance(0.8) ? _random.Between(20, 900) : 0,
            Tool = _random.Chance(0.05) ? _random.Between(20, 300) : 0,
            Text = (int)(s_text.Sample(ref _random) * options.TextScale),
        };
        context = context + fresh > 120_000 ? 8_000 : context + fresh + message.Output;
        return message;
    }

    private static void GeminiHead(LogWriter log, (ulong, ulong) id, CorpusProject project, long time, bool stream)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(project.Folder)));
        log.Raw(stream ? "{\"sessionId\":\""u8 : "{\n  \"sessionId\": \""u8).Uuid(id.Item1, id.Item2)
            .Raw(stream ? "\",\"projectHash\":\""u8 : "\",\n  \"projectHash\": \""u8).Ascii(hash)
            .Raw(stream ? "\",\"startTime\":\""u8 : "\",\n  \"startTime\": \""u8).Time(time)
            .Raw(stream ? "\",\"lastUpdated\":\""u8 : "\",\n  \"lastUpdated\": \""u8).Time(time)
            .Raw(stream ? "\",\"kind\":\"main\"}\n"u8 : "\",\n  \"messages\": ["u8);
    }

    private void Message(LogWriter log, in GeminiMessage message, bool stream, bool first)
    {
        var random = _random; // a copy in another file has the same text
        if (stream)
        {
            log.Raw("{\"id\":\""u8).Uuid(message.Id.Second, message.Id.First).Raw("\",\"timestamp\":\""u8).Time(message.Time)
                .Raw("\",\"type\":\"user\",\"content\":\""u8).Text(pools.Prose, ref random, 80).Raw("\"}\n"u8);
            message.WriteRecord(log, pools, random, withTokens: false);
            message.WriteRecord(log, pools, random, withTokens: true);
            log.LineEnded();
            return;
        }

        log.Raw(first ? "\n    {\n      \"id\": \""u8 : ",\n    {\n      \"id\": \""u8).Uuid(message.Id.Second, message.Id.First)
            .Raw("\",\n      \"timestamp\": \""u8).Time(message.Time).Raw("\",\n      \"type\": \"user\",\n      \"content\": \""u8)
            .Text(pools.Prose, ref random, 80).Raw("\"\n    },\n"u8);
        message.WriteDocumentPart(log, pools, random);
        log.LineEnded();
    }

    private void End(LogWriter log, long time)
    {
        log.Close(time);
        Summary.Files++;
        Summary.Bytes += log.Length;
    }
}

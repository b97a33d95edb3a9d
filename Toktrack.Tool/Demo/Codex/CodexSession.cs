using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.Codex;

/// <summary>
/// Writes Codex sessions: running totals, repeated events, counter resets, forks that replay their parent. One instance
/// a thread; what it writes depends on the plan and the seed alone.
/// </summary>
internal sealed partial class CodexSession(CorpusOptions options, TextPools pools) : IDisposable
{
    /// <summary>How long a session lasts for its size, in the mean.</summary>
    public const double MillisecondsPerByte = 5;

    private static readonly string[] s_versions = ["0.57.0", "0.98.0", "0.118.0", "0.139.0", "0.144.1", "0.146.0"];
    private static readonly string[] s_models = ["gpt-5-codex", "gpt-5.1-codex", "gpt-5.4", "gpt-5.5", "gpt-5.6-sol", "gpt-5.6-terra"];

    private readonly LogWriter _log = new();
    private readonly List<CodexUsage> _history = [];
    private CodexSessionPlan _plan = null!;
    private CorpusRandom _random;
    private (ulong, ulong) _id;
    private (ulong, ulong) _parent;
    private CodexUsage _total;
    private string _model = "";
    private string _path = "";
    private string _version = "";
    private bool _writesCacheWrites;
    private long _context;
    private long _time;
    private double _pace;
    private long _limit;

    /// <summary>What was written so far.</summary>
    public CorpusSummary Summary { get; } = new();

    /// <summary>Writes the files of <paramref name="plan"/>.</summary>
    public void Write(CodexSessionPlan plan)
    {
        _plan = plan;
        _random = CorpusRandom.For(options.Seed, plan.Index + (1L << 40));
        _version = s_versions[(int)(plan.Position * s_versions.Length)];
        _writesCacheWrites = plan.Position * s_versions.Length >= 4;
        _limit = CorpusCalendar.Milliseconds(options.Now) - 1;
        _pace = Math.Min(1, (_limit - plan.Start) / ((plan.Bytes + plan.ForkBytes) * MillisecondsPerByte + 1));
        _time = plan.Start;
        _total = default;
        _context = 0;
        _history.Clear();
        _id = (_random.Next(), _random.Next());
        PickModel();

        Open(plan.Archived);
        WriteMeta(_id, default);
        Turns(plan.Bytes);
        var path = End();
        if (!plan.Archived && _random.Chance(0.02))
        {
            Archive(path);
        }

        if (plan.ForkBytes > 0 && _time < _limit - 600_000)
        {
            WriteFork(plan.ForkBytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    // The parent's events once more, all stamped with the moment of the fork, and then its own.
    private void WriteFork(long bytes)
    {
        _parent = _id;
        _id = (_random.Next(), _random.Next());
        Advance(60_000);
        Open(archived: false);
        WriteMeta(_id, _parent);
        WriteMeta(_parent, default);
        var stamp = _time;
        foreach (var total in _history)
        {
            _time = stamp + _random.Below(12);
            Write(CodexLineSizes.Message, "response_item"u8, "\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\""u8, pools.Prose, "\"}]"u8);
            WriteTokens(total, total);
        }

        _time = stamp + 2_000;
        Turns(_log.Length + bytes);
        End();
    }

    private void Turns(long target)
    {
        var first = true;
        while (_log.Length < target)
        {
            if (!first)
            {
                Advance(_random.Chance(0.2) ? _random.Between(600_000, 8_000_000) : _random.Between(10_000, 400_000));
            }

            if (_random.Chance(0.06))
            {
                PickModel();
            }

            WriteTurnStart();
            var steps = _random.Geometric(14.5);
            for (var i = 0; i < steps && _log.Length < target; i++)
            {
                Step();
            }

            WriteTurnEnd();
            first = false;
        }
    }

    // What one request to the model brings: reasoning, calls of tools, their results, and the count of tokens.
    private void Step()
    {
        Advance(_random.Between(1_500, 15_000));
        WriteBody();
        Advance(_random.Between(5, 400));
        if (_random.Chance(0.003))
        {
            WriteNoTokens();
            return;
        }

        var growth = CodexLineSizes.Growth.Sample(ref _random) + (_context == 0 ? 9_000 : 0);
        var usage = new CodexUsage { Input = _context + growth, Cached = _context / 128 * 128, Output = CodexLineSizes.Output.Sample(ref _random) };
        usage.CacheWrite = _writesCacheWrites ? growth / 3 : 0;
        usage.Reasoning = usage.Output * _random.Below(70) / 100;
        if (_random.Chance(0.0008))
        {
            _total = default; // the counter starts anew within the file
        }

        _total.Add(usage);
        _context += growth + usage.Output;
        if (_context > 230_000)
        {
            WriteCompacted();
            _context = 24_000;
        }

        WriteTokens(_total, usage);
        _history.Add(_total);
        Count(usage);
        if (_random.Chance(0.063))
        {
            Advance(_random.Between(200, 9_000));
            WriteTokens(_total, usage);
        }
    }

    private void Count(in CodexUsage usage) => Summary.Truth.Add(SourceId.Codex, _time, _model, new TokenCounts
    {
        Input = usage.Input - usage.Cached - usage.CacheWrite,
        CacheRead = usage.Cached,
        CacheWrite5m = usage.CacheWrite,
        Output = usage.Output,
        Reasoning = usage.Reasoning,
    });

    private void PickModel()
    {
        var newest = Math.Min((int)(_plan.Position * s_models.Length), s_models.Length - 1);
        _model = s_models[Math.Max(0, newest - (_random.Chance(0.3) ? 1 : 0))];
    }

    private void Open(bool archived)
    {
        var day = DateTime.UnixEpoch.AddMilliseconds(_time);
        var folder = archived
            ? Path.Combine(options.Home, ".codex", "archived_sessions")
            : Path.Combine(options.Home, ".codex", "sessions", $"{day:yyyy}", $"{day:MM}", $"{day:dd}");
        var id = $"{_id.Item1 >> 32:x8}-{(_id.Item1 >> 16) & 0xFFFF:x4}-4{_id.Item1 & 0xFFF:x3}-{8 + (_id.Item2 >> 62):x1}{(_id.Item2 >> 48) & 0xFFF:x3}-{_id.Item2 & 0xFFFFFFFFFFFF:x12}";
        _path = Path.Combine(folder, $"rollout-{day:yyyy-MM-dd'T'HH-mm-ss}-{id}.jsonl");
        _log.Open(_path);
    }

    private string End()
    {
        _log.Close(_time);
        Summary.Files++;
        Summary.Bytes += _log.Length;
        return _path;
    }

    // An archived session that was put back: the same file in both places.
    private void Archive(string path)
    {
        var copy = Path.Combine(options.Home, ".codex", "archived_sessions", Path.GetFileName(path));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(path, copy, overwrite: true);
        Summary.Files++;
        Summary.Bytes += _log.Length;
    }

    private void Advance(long milliseconds) => _time = Math.Min(_time + (long)(milliseconds * _pace) + 1, _limit);
}

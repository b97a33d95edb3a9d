using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>
/// Writes sessions: prompts, responses and what stands around them, with the line types, orders of keys, sizes and token
/// counts of real logs. One instance a thread; what it writes depends on the plan and the seed alone.
/// </summary>
internal sealed partial class ClaudeSession(CorpusOptions options, TextPools pools) : IDisposable
{
    /// <summary>How long a session lasts for its size, in the mean.</summary>
    public const double MillisecondsPerByte = 4;

    private static readonly string[] s_slugAdjectives = ["shimmering", "humble", "jazzy", "zany", "bright", "polished", "peaceful", "composed"];
    private static readonly string[] s_slugNouns = ["lollipop", "riddle", "zephyr", "garden", "crescent", "pearl", "grove", "lantern"];

    private readonly ClaudeTranscript _main = new(new LogWriter());
    private readonly ClaudeTranscript _agent = new(new LogWriter());
    private readonly byte[] _sessionId = new byte[36];
    private CorpusRandom _random;
    private ClaudeSessionPlan _plan = null!;
    private ClaudeLineSizes _sizes = ClaudeLineSizes.New;
    private TextPool _reading = null!;
    private string _model = "";
    private string _slug = "";
    private long _time;
    private int _window;
    private double _pace;
    private bool _hourCache;
    private long _echoed;
    private int _nextAgent;
    private int _turn;

    /// <summary>What was written so far.</summary>
    public CorpusSummary Summary { get; } = new();

    /// <summary>Writes all files of <paramref name="plan"/> below <paramref name="projects"/>.</summary>
    public void Write(string projects, ClaudeSessionPlan plan)
    {
        Begin(plan);
        var folder = Path.Combine(projects, plan.Project.Slug);
        var path = Path.Combine(folder, SessionId + ".jsonl");
        _main.Log.Open(path);
        Continue(_main, plan.Project.Branches[0]);
        while (!_main.IsFull)
        {
            Turn(folder);
        }

        while (_nextAgent < plan.AgentBytes.Length)
        {
            RunAgent(folder);
        }

        End(_main);
        if (plan.Copied)
        {
            Copy(path, folder + "-backup");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _main.Log.Dispose();
        _agent.Log.Dispose();
    }

    private string SessionId => Encoding.ASCII.GetString(_sessionId);

    private void Begin(ClaudeSessionPlan plan)
    {
        _plan = plan;
        _random = CorpusRandom.For(options.Seed, plan.Index);
        _sizes = plan.Version.IsOld ? ClaudeLineSizes.Old : ClaudeLineSizes.New;
        _time = plan.Start;
        _model = _random.Chance(0.007) ? ClaudeModel.Proxied : ClaudeModel.At(plan.Position, ref _random);
        _slug = _random.Chance(0.6) ? $"{_random.Pick(s_slugAdjectives)}-{_random.Pick(s_slugAdjectives)}-{_random.Pick(s_slugNouns)}" : "";
        _reading = _random.Chance(plan.Version.IsOld ? 0.01 : 0.035) ? pools.Foreign : plan.Version.IsOld ? pools.Numbered : pools.Code;
        _window = plan.Version.IsOld || _random.Chance(0.35) ? 165_000 : 600_000;
        _hourCache = _random.Chance(plan.Version.IsOld ? 0.6 : 0.9);
        _pace = Math.Min(1, (plan.Limit - plan.Start) / (plan.Bytes * MillisecondsPerByte + 1));
        _echoed = 0;
        _nextAgent = 0;
        _turn = 0;
        _main.Reset();
        _main.Target = plan.Bytes;
        var id = new StringBuilder().Append($"{_random.Next():x16}{_random.Next():x16}");
        id[12] = '4';
        Encoding.ASCII.GetBytes(id.Insert(20, '-').Insert(16, '-').Insert(12, '-').Insert(8, '-').ToString(), _sessionId);
    }

    private void Continue(ClaudeTranscript transcript, string branch, string agent = "") =>
        transcript.Begin(_plan.Version, _plan.Project.Folder, _sessionId, branch, _slug, agent);

    private void End(ClaudeTranscript transcript)
    {
        transcript.Log.Close(_time);
        Summary.Files++;
        Summary.Bytes += transcript.Log.Length;
    }

    // One prompt and the responses to it, until a response ends with text.
    private void Turn(string folder)
    {
        if (_turn++ > 0)
        {
            Advance(_random.Below(20) switch
            {
                0 => _random.Between(8 * 3_600_000, 20 * 3_600_000),
                < 4 => _random.Between(600_000, 4 * 3_600_000),
                _ => _random.Between(10_000, 500_000),
            });
            if (_random.Chance(0.05))
            {
                Continue(_main, _random.Pick(_plan.Project.Branches));
            }

            if (_random.Chance(0.02) && _model != ClaudeModel.Proxied)
            {
                _model = ClaudeModel.At(_plan.Position, ref _random);
            }
        }

        WriteTurnStart();
        var responses = _random.Geometric(_plan.Version.IsOld ? 8 : 9.5);
        for (var i = 0; i < responses && !_main.IsFull; i++)
        {
            Respond(_main, null, last: i == responses - 1);
            if (AgentIsDue)
            {
                RunAgent(folder);
            }
        }

        if (_main.ContextTokens > _window)
        {
            Compact();
        }

        WriteTurnEnd();
    }

    private void Advance(long milliseconds) => _time = Math.Min(_time + (long)(milliseconds * _pace) + 1, _plan.Limit);

    private int Scaled(int bytes) => (int)(bytes * options.TextScale);

    private void Count(in ClaudeResponse response) => Summary.Truth.Add(SourceId.ClaudeCode, response.CountedAt, response.Model, response.Tokens);

    // A backup or a synced folder: the same session once more, as it was some time earlier.
    private void Copy(string path, string folder)
    {
        Directory.CreateDirectory(folder);
        using var source = File.OpenRead(path);
        var bytes = new byte[(int)(source.Length * ClaudeSessionPlan.CopiedShare)];
        source.ReadExactly(bytes);
        var length = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var copy = Path.Combine(folder, Path.GetFileName(path));
        using (var target = File.Create(copy))
        {
            target.Write(bytes, 0, length);
        }

        File.SetLastWriteTimeUtc(copy, DateTime.UnixEpoch.AddMilliseconds(_time));
        Summary.Files++;
        Summary.Bytes += length;
    }
}

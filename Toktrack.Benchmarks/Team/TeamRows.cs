using Toktrack.Scanner.Model;

namespace Toktrack.Benchmarks.Team;

/// <summary>The made-up responses of one machine: sessions of an hour or two, in the order of time, over two years.</summary>
internal sealed class TeamRows
{
    private static readonly string[] s_models = ["claude-opus-4-8", "claude-sonnet-4-6", "claude-haiku-4-5-20251001", "gpt-5.4", "gemini-2.5-pro"];

    private readonly Random _random;
    private readonly int _machine;
    private readonly NameTable _names;

    public TeamRows(int machine, int seed, NameTable names)
    {
        _random = new(HashCode.Combine(machine, seed));
        _machine = machine;
        _names = names;
    }

    /// <summary>As many responses as asked for.</summary>
    public IEnumerable<UsageRecord> Take(int count)
    {
        const int PerSession = 150;
        var sessions = Math.Max(1, count / PerSession);
        var begin = new DateTime(2024, 10, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var step = 730 * TimeSpan.TicksPerDay / sessions;
        for (var session = 0; count > 0; session++)
        {
            var id = Guid(_random);
            var record = new UsageRecord
            {
                Source = SourceId.ClaudeCode,
                Session = _names.Intern(NameKind.Session, id),
                Project = _names.Intern(NameKind.Project, $"/home/dev/work/service-{_random.Next(400)}"),
                Branch = _names.Intern(NameKind.Branch, $"feature/{_random.Next(300)}"),
                File = _names.Intern(NameKind.File, $"@machine-{_machine}:/home/dev/.claude/projects/-home-dev/{id}.jsonl"),
            };
            var model = _random.Next(4) == 0 ? _random.Next(s_models.Length) : _random.Next(2);
            var time = begin + (session * step) + _random.NextInt64(Math.Max(1, step / 2));
            var context = 15_000L;
            for (var left = Math.Min(count, _random.Next(PerSession / 3, PerSession * 5 / 3)); left > 0; left--, count--)
            {
                time += _random.Next(3_000, 60_000) * TimeSpan.TicksPerMillisecond;
                context = context > 170_000 ? 20_000 : context + _random.Next(2_500);
                record.Group = (ulong)_random.NextInt64(1, long.MaxValue);
                record.Variant = (ulong)_random.NextInt64(1, long.MaxValue);
                record.Time = time;
                record.Offset += 4_000;
                record.Model = _names.Intern(NameKind.Model, s_models[_random.Next(8) == 0 ? 2 : model]);
                record.Tokens = new() { Input = _random.Next(30), Output = _random.Next(1_500), CacheRead = context, CacheWrite5m = _random.Next(2_500), CacheWrite1h = _random.Next(3) == 0 ? _random.Next(900) : 0 };
                record.Rank = record.Tokens.Total;
                yield return record;
            }
        }
    }

    private static string Guid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}

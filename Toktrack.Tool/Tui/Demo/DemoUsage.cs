using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>Fourteen months of a made-up developer's usage that ends at a given moment: the same for the same moment.</summary>
internal static class DemoUsage
{
    private const int DaysBack = 424;

    private static readonly string[] s_projects =
    [
        "/home/sam/work/checkout-api", "/home/sam/work/storefront", "/home/sam/src/toktrack", "/home/sam/work/infra/terraform",
        "/home/sam/src/dotfiles", "/home/sam/work/mobile-app", "/home/sam/src/ray-tracer", "/home/sam/work/search-indexer", "/home/sam/notes",
    ];

    private static readonly string[] s_branches = ["main", "feature/coupons", "fix/flaky-tests", "refactor/payments", "spike/streaming", "docs"];
    private static readonly string[] s_claude = ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"];
    private static readonly string[] s_codex = ["gpt-5-codex", "gpt-5-mini"];

    /// <summary>The usage up to <paramref name="utcNow"/>.</summary>
    public static UsageSnapshot Until(DateTime utcNow)
    {
        var names = new NameTable();
        var slots = new SlotTable();
        var random = new DemoRandom(20_260_918);
        for (var back = DaysBack; back >= 0; back--)
        {
            var day = utcNow.Date.AddDays(-back);
            var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var isAway = back is > 250 and < 266 or > 96 and < 104 || random.Once(23);
            var sessions = random.Next(isWeekend ? 0 : 2, isWeekend ? 3 : 5 + ((DaysBack - back) / 110));
            if (isAway && back > 1) sessions = 0;
            if (isWeekend && random.Once(3)) sessions = 0;
            if (back == 0) sessions = Math.Max(4, sessions);
            for (var i = 0; i < sessions; i++) AddSession(slots, names, random, day, back, i, utcNow);
        }

        return new(slots.Slots, names);
    }

    private static void AddSession(SlotTable slots, NameTable names, DemoRandom random, DateTime day, int back, int number, DateTime utcNow)
    {
        var source = SourceOf(random, back);
        var project = names.Intern(NameKind.Project, random.Early(s_projects));
        var branch = names.Intern(NameKind.Branch, random.Early(s_branches));
        var session = names.Intern(NameKind.Session, $"{random.Next(0x1000_0000, 0x7FFF_FFFF):x8}-{random.Next(0x1000, 0xFFFF):x4}-4{random.Next(0x100, 0xFFF):x3}-a{random.Next(0x100, 0xFFF):x3}-{random.Next(0x1000_0000, 0x7FFF_FFFF):x8}{random.Next(0x1000, 0xFFFF):x4}");
        // The last session of the last day runs on until now.
        var start = back == 0 && number == 0 ? utcNow.AddMinutes(-130) : day.AddMinutes(random.Early([9, 10, 14, 13, 16, 15, 11, 20, 8, 22]) * 60).AddMinutes(random.Next(0, 59));
        var quarters = back == 0 && number == 0 ? 9 : random.Next(1, 13);
        for (var q = 0; q < quarters; q++)
        {
            var time = start.AddMinutes((15 * q) + random.Next(0, 14));
            if (time > utcNow) return;
            var model = source switch
            {
                SourceId.ClaudeCode => random.Early(s_claude),
                SourceId.Codex => random.Early(s_codex),
                SourceId.Gemini => "gemini-2.5-pro",
                _ => "glm-4.6",
            };
            var requests = random.Next(2, 22);
            for (var r = 0; r < requests; r++)
            {
                var record = new UsageRecord
                {
                    Time = time.AddSeconds(r * 11).Ticks,
                    Model = names.Intern(NameKind.Model, model),
                    Project = project,
                    Session = session,
                    Branch = source == SourceId.Gemini ? 0 : branch,
                    Source = source,
                };
                record.Tokens.Input = random.Next(20, source == SourceId.ClaudeCode ? 1800 : 9000);
                record.Tokens.Output = random.Next(90, source == SourceId.ClaudeCode ? 1900 : 6200);
                record.Tokens.CacheRead = random.Next(8_000, 118_000);
                record.Tokens.CacheWrite5m = source == SourceId.ClaudeCode ? random.Next(600, 9_000) : 0;
                if (record.Time <= utcNow.Ticks) slots.Add(record);
            }
        }
    }

    // Codex joins half way, the others now and then.
    private static SourceId SourceOf(DemoRandom random, int back)
    {
        var draw = random.Next(0, 100);
        if (back < 230 && draw < 31) return SourceId.Codex;
        if (back < 300 && draw < 39) return SourceId.Gemini;
        return back < 130 && draw < 47 ? SourceId.OpenCode : SourceId.ClaudeCode;
    }
}

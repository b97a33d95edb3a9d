using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Query;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>A small ledger with everything that is hard to show: four CLIs, wide and hostile names, large and unpriced amounts.</summary>
internal static class SampleLedger
{
    public static UsageSnapshot Ordinary => new SlotList()
        .Add("2026-02-27T09:01:00Z", 1_204, 48_210, 310_500, 0, 12_440_118, model: "claude-opus-4-5-20251101", project: "/home/ana/work/shop", session: "3f1c9a52-77aa-4c0f-9f0e-000000000001")
        .Add("2026-02-27T09:16:00Z", 310, 9_120, 0, 20_000, 801_200, model: "claude-haiku-4-5-20251001", project: "/home/ana/work/shop", session: "3f1c9a52-77aa-4c0f-9f0e-000000000001")
        .Add("2026-03-01T22:40:00Z", 98_122, 15_330, 0, 0, 1_920_400, 8_040, "gpt-5.2-codex", "/home/ana/work/api", "0197c2f4-aaaa-7bbb-8ccc-000000000002", "feature/login", SourceId.Codex)
        .Add("2026-03-02T08:00:00Z", 2_040, 150_077, 1_204_333, 0, 98_112_450, model: "claude-opus-4-6", project: "/home/ana/work/api", session: "a81b4dc0-0000-4000-8000-000000000003", branch: "fix/checkout")
        .Add("2026-03-02T08:20:00Z", 512, 4_200, 9_000, 0, 70_000, model: "claude-opus-4-6", project: "/home/ana/work/api", session: "a81b4dc0-0000-4000-8000-000000000003", branch: "fix/checkout", fast: true)
        .Add("2026-03-14T23:59:59Z", 44_100, 2_900, 0, 0, 12_000, 900, "gemini-3-pro-preview", "/home/ana/play/api", "gem-1", "", SourceId.Gemini)
        .Add("2026-03-15T07:05:00Z", 20, 1_900, 11_000, 0, 400_000, model: "claude-opus-4-6", project: "/home/ana/work/shop", session: "b2d7-today", branch: "main")
        .Add("2026-03-15T09:30:00Z", 9_100, 800, 0, 0, 0, 0, "local-unknown-70b", "/home/ana/play/api", "ses_01abcdefghijkl", "", SourceId.OpenCode)
        .Snapshot;

    public static UsageSnapshot Hostile
    {
        get
        {
            var list = new SlotList();
            var day = 1;
            foreach (var name in HostileNames.Shown)
            {
                list.Add($"2026-03-{day++:00}T12:00:00Z", 1_000_000 * day, 1_000, model: "claude-" + name, project: "/home/" + name, session: name + "-session", branch: name);
            }

            return list.Snapshot;
        }
    }
}

using System.Text;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>What machines and files get of a fixed ledger, in every format.</summary>
internal static class MachineOutputs
{
    private static readonly string[] s_reports =
        ["daily", "weekly", "monthly", "yearly", "hourly", "sessions", "projects", "models", "branches", "sources", "blocks", "stats"];

    public static string All()
    {
        var all = new StringBuilder();
        foreach (var report in s_reports)
        {
            foreach (var format in new[] { "--json", "--csv", "--markdown", "--width=90" }) Add(report, format, "--timezone", "Asia/Kathmandu", "--since", "90D");
        }

        Add("overview", "--json");
        Add("doctor", "--json");
        Add("report", "--format", "HTML");
        Add("report", "--format", "markdown");
        Add("statusline", "--template", "{today} {left} {pace} {projection} {tokens}");
        Add("check", "--max-usd", "1234.5", "--json", "--period", "MONTH", "--start-of-week", "FRIDAY");
        Add("pricing", "show", "gpt-5.5", "--json");
        Add("pricing", "list", "CLAUDE-*IKU*", "--json");
        return all.ToString();

        void Add(params string[] args) => all.Append("$ ").AppendJoin(' ', args).Append('\n')
            .Append(new ToolRun { Snapshot = SampleLedger.Ordinary, Input = "{\"model\":{\"id\":\"claude-opus-4-6\"}}" }.Output(args)).Append('\n');
    }
}

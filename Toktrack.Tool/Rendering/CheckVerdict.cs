using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>What <c>check</c> found: every row against the budget.</summary>
internal sealed class CheckVerdict
{
    private readonly string _name;
    private readonly string _period;
    private readonly Grouping _by;
    private readonly decimal? _maxUsd;
    private readonly long? _maxTokens;
    private readonly UsageTable _table;
    private readonly IReadOnlyList<UsageRow> _rows;

    private CheckVerdict(string name, string period, UsageTable table, Grouping by, decimal? maxUsd, long? maxTokens, bool strict)
    {
        (_name, _period, _table, _by, _maxUsd, _maxTokens) = (name, period, table, by, maxUsd, maxTokens);
        _rows = by == Grouping.None ? [table.Totals] : table.Rows;
        ExitCode = _rows.Any(IsExceeded) ? ExitCodes.BudgetExceeded : strict && table.Totals.UnpricedTokens > 0 ? ExitCodes.UnpricedUsage : ExitCodes.Success;
    }

    public int ExitCode { get; }

    public static CheckVerdict Of(string name, string period, UsageTable table, Grouping by, decimal? maxUsd, long? maxTokens, bool strict) =>
        new(name, period, table, by, maxUsd, maxTokens, strict);

    /// <summary>One line a row: what, and by how much.</summary>
    public void WriteText(TextWriter output, Report report)
    {
        var labels = new RowLabels(report);
        // A window is named by its start: by the instant for machines, in local time for people.
        var name = TerminalText.Escape(_period == "block" && _table.Query.From is > 0 and < long.MaxValue and var from ? "block since " + labels.Time(from) : _name);
        if (_rows.Count == 0) output.Write($"ok: {name}: no usage\n");
        foreach (var row in _rows)
        {
            var what = name + (_by == Grouping.None ? "" : $", {_by.ToString().ToLowerInvariant()} {labels.Of(row)}");
            var parts = new List<string>();
            if (_maxUsd is { } usd) parts.Add($"{NumberText.Cost(row, false)} of {NumberText.Usd(usd)}" + (row.Cost > usd ? $", {NumberText.Usd(row.Cost - usd)} too much" : ""));
            if (_maxTokens is { } tokens) parts.Add($"{NumberText.Full(row.Tokens.Total)} of {NumberText.Full(tokens)} tokens" + (row.Tokens.Total > tokens ? $", {NumberText.Full(row.Tokens.Total - tokens)} too many" : ""));
            output.Write($"{(IsExceeded(row) ? "exceeded" : "ok")}: {what}: {string.Join("; ", parts)}\n");
        }

        if (ReportText.Unpriced(_table) is { } unpriced) output.Write(unpriced + "\n");
    }

    /// <summary>The same as JSON (<c>Schemas/check.schema.json</c>).</summary>
    public void WriteJson(TextWriter output, ReportMeta meta) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("check");
        json.WriteString("period", _period);
        json.WriteString("name", _name);
        json.WriteText("by", _by == Grouping.None ? null : _by.ToString().ToLowerInvariant());
        json.WriteBoolean("exceeded", _rows.Any(IsExceeded));
        if (_maxUsd is { } usd) json.WriteMoney("maxUsd", usd);
        else json.WriteNull("maxUsd");
        if (_maxTokens is { } tokens) json.WriteNumber("maxTokens", tokens);
        else json.WriteNull("maxTokens");
        json.WriteStartArray("results");
        foreach (var row in _rows)
        {
            json.WriteStartObject();
            json.WriteText("name", _by == Grouping.None ? _name : row.Name);
            json.WriteMoney("totalCost", row.Cost);
            json.WriteNumber("totalTokens", row.Tokens.Total);
            json.WriteNumber("unpricedTokens", row.UnpricedTokens);
            json.WriteBoolean("exceeded", IsExceeded(row));
            if (_maxUsd is { } most) json.WriteMoney("exceededByUsd", Math.Max(0, row.Cost - most));
            if (_maxTokens is { } mostTokens) json.WriteNumber("exceededByTokens", Math.Max(0, row.Tokens.Total - mostTokens));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unpricedTokens", _table.Totals.UnpricedTokens);
        json.WriteTexts("unpricedModels", _table.UnpricedModels);
        json.WriteNumber("exitCode", ExitCode);
        json.WriteEndObject();
        json.WriteMeta(meta);
        json.WriteEndObject();
    });

    private bool IsExceeded(UsageRow row) => (_maxUsd is { } usd && row.Cost > usd) || (_maxTokens is { } tokens && row.Tokens.Total > tokens);
}

using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo;

/// <summary>
/// What a corpus holds, known from having written it: tokens and responses by source, UTC day and model. Tests compare
/// a scan with it, so it never looks at the files.
/// </summary>
internal sealed class CorpusTruth
{
    private readonly Dictionary<(SourceId Source, int Day, string Model), TruthRow> _rows = [];

    /// <summary>Counts a response at <paramref name="time"/> (UTC milliseconds since 1970).</summary>
    public void Add(SourceId source, long time, string model, in TokenCounts tokens)
    {
        ref var row = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _rows, (source, (int)(time / 86_400_000), model), out _);
        row.Tokens.Add(tokens);
        row.Requests++;
    }

    /// <summary>Adds everything <paramref name="other"/> has seen.</summary>
    public void Add(CorpusTruth other)
    {
        foreach (var (key, value) in other._rows)
        {
            ref var row = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _);
            row.Tokens.Add(value.Tokens);
            row.Requests += value.Requests;
        }
    }

    /// <summary>All rows, by source, day (days since 1970, UTC) and model.</summary>
    public IEnumerable<(SourceId Source, int Day, string Model, TokenCounts Tokens, long Requests)> Rows =>
        _rows.OrderBy(row => row.Key.Source).ThenBy(row => row.Key.Day).ThenBy(row => row.Key.Model, StringComparer.Ordinal)
            .Select(row => (row.Key.Source, row.Key.Day, row.Key.Model, row.Value.Tokens, row.Value.Requests));

    private struct TruthRow
    {
        public TokenCounts Tokens;
        public long Requests;
    }
}

// Lines of JSON, so that any tool can read them and two exports can be compared:
//
//   {"toktrack_export":1,"machine":"laptop-1f2e3d4c"}
//   ["n",kind,"text"]                    a name; the first is number 1
//   ["r",source,"group","variant",…]     a record, see RecordFields; names by their numbers
//   ["k",origin,source,day,"model",…]    a sum of a day of which only sums are known
//   ["t",source,"session","title"]       a stored title, where the user asks for them
//   {"end":true,"lines":…,"checksum":"…"}
//
// Names and records are sorted: the same ledger gives the same lines, whatever order it was filled in.

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>Writes everything the ledger holds as a plain file. Paths carry the machine they come from.</summary>
internal static class LedgerExport
{
    public const int Version = 1;

    /// <summary>Writes the ledger, on request with the stored titles; returns the number of records.</summary>
    /// <exception cref="HistoryException">The ledger is damaged.</exception>
    public static int Write(HistoryStore store, Stream target, bool withTitles = false)
    {
        store.Database.BeginRead();
        try
        {
            var table = new NameTable();
            var state = new LedgerState(store.Database, table);
            var records = Records(state, table);
            using var lines = new Lines(target);
            lines.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("toktrack_export", Version);
                json.WriteString("machine", state.Blocks.Root.Machine);
                json.WriteEndObject();
            });
            var numbers = WriteNames(lines, table, records, state.Blocks.Root.Machine);
            foreach (ref readonly var record in records.AsSpan()) WriteRecord(lines, record, numbers);
            foreach (var day in state.Kept.All) WriteKept(lines, day);
            if (withTitles)
            {
                foreach (var title in state.Titles.All()) WriteTitle(lines, title);
            }

            lines.Close();
            return records.Length;
        }
        finally
        {
            store.Database.Rollback();
        }
    }

    private static UsageRecord[] Records(LedgerState state, NameTable table)
    {
        var records = new List<UsageRecord>();
        state.Blocks.ForEach(BlockKind.Day, (id, payload) => DayBlock.ForEachRow(payload, (group, whole, row) =>
            records.Add(state.Names.ToTable(DayBlock.Decode(new((uint)id), row, out _)))));
        records.Sort((a, b) =>
        {
            var order = a.Time.CompareTo(b.Time);
            if (order == 0) order = a.Source.CompareTo(b.Source);
            if (order == 0) order = a.Group.CompareTo(b.Group);
            if (order == 0) order = a.Variant.CompareTo(b.Variant);
            return order == 0 ? (a.Flags & RecordFlags.Sidechain).CompareTo(b.Flags & RecordFlags.Sidechain) : order;
        });
        return [.. records];
    }

    private static Dictionary<int, int> WriteNames(Lines lines, NameTable table, UsageRecord[] records, string machine)
    {
        var used = new HashSet<int>();
        foreach (ref readonly var record in records.AsSpan())
        {
            used.UnionWith([record.File, record.Model, record.Project, record.Session, record.Branch]);
        }

        used.Remove(0);
        var numbers = new Dictionary<int, int> { [0] = 0 };
        var names = used.Select(id => (Id: id, Kind: table.KindOf(id), Text: table[id]))
            .Select(n => n.Kind == NameKind.File ? n with { Text = MachineName.Qualify(n.Text, machine) } : n)
            .OrderBy(n => n.Kind).ThenBy(n => n.Text, StringComparer.Ordinal);
        foreach (var name in names)
        {
            numbers[name.Id] = numbers.Count;
            lines.Write(json =>
            {
                json.WriteStartArray();
                json.WriteStringValue("n");
                json.WriteNumberValue((int)name.Kind);
                json.WriteStringValue(name.Text);
                json.WriteEndArray();
            });
        }

        return numbers;
    }

    private static void WriteRecord(Lines lines, UsageRecord record, Dictionary<int, int> numbers) => lines.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStringValue("r");
        json.WriteNumberValue((int)record.Source);
        json.WriteStringValue(record.Group.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteStringValue(record.Variant.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumberValue(record.Time);
        json.WriteNumberValue(record.Rank);
        json.WriteNumberValue(record.Offset);
        json.WriteNumberValue(record.ReportedCost);
        WriteTokens(json, record.Tokens);
        json.WriteNumberValue(numbers[record.File]);
        json.WriteNumberValue(numbers[record.Model]);
        json.WriteNumberValue(numbers[record.Project]);
        json.WriteNumberValue(numbers[record.Session]);
        json.WriteNumberValue(numbers[record.Branch]);
        json.WriteNumberValue(record.WebSearches);
        json.WriteNumberValue((int)record.Flags);
        json.WriteEndArray();
    });

    private static void WriteKept(Lines lines, KeptDay day)
    {
        foreach (var sum in day.Sums)
        {
            lines.Write(json =>
            {
                json.WriteStartArray();
                json.WriteStringValue("k");
                json.WriteNumberValue((int)day.Origin);
                json.WriteNumberValue((int)day.Day.Source);
                json.WriteNumberValue(day.Day.Day);
                json.WriteStringValue(sum.Model);
                json.WriteNumberValue(sum.Class.Value);
                WriteTokens(json, sum.Tokens);
                json.WriteNumberValue(sum.Requests);
                json.WriteNumberValue(sum.WebSearches);
                json.WriteNumberValue(sum.ReportedCost);
                json.WriteEndArray();
            });
        }
    }

    private static void WriteTitle(Lines lines, SessionTitle title) => lines.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStringValue("t");
        json.WriteNumberValue((int)title.Source);
        json.WriteStringValue(title.Session);
        json.WriteStringValue(title.Text);
        json.WriteEndArray();
    });

    private static void WriteTokens(Utf8JsonWriter json, in TokenCounts tokens)
    {
        json.WriteNumberValue(tokens.Input);
        json.WriteNumberValue(tokens.Output);
        json.WriteNumberValue(tokens.CacheWrite5m);
        json.WriteNumberValue(tokens.CacheWrite1h);
        json.WriteNumberValue(tokens.CacheRead);
        json.WriteNumberValue(tokens.Reasoning);
    }

    /// <summary>Writes lines and their running checksum.</summary>
    private sealed class Lines(Stream target) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1024);
        private readonly Utf8JsonWriter _json = new(Stream.Null);
        private ulong _checksum = 1;
        private long _count;

        public void Write(Action<Utf8JsonWriter> write)
        {
            _buffer.ResetWrittenCount();
            _json.Reset(_buffer);
            write(_json);
            _json.Flush();
            _checksum = StableHash.Combine(_checksum, StableHash.Of(_buffer.WrittenSpan));
            _count++;
            target.Write(_buffer.WrittenSpan);
            target.WriteByte((byte)'\n');
        }

        public void Close()
        {
            var (checksum, count) = (_checksum, _count);
            Write(json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("end", true);
                json.WriteNumber("lines", count);
                json.WriteString("checksum", checksum.ToString("x16", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            });
            target.Flush();
        }

        public void Dispose() => _json.Dispose();
    }
}

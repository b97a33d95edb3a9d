using System.Globalization;
using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>
/// Reads an export (<see cref="LedgerExport"/>) from this machine or another. It is read to its end and checked before
/// anything is merged; one impossible line refuses the whole file. Importing twice, or several in any order, gives the same.
/// </summary>
internal sealed class LedgerImport
{
    private const long MaxTokens = 1_000_000_000_000;
    private const long MaxNanoDollars = 1_000_000_000_000_000;
    private const int MaxSearches = 1_000_000;
    private const int MaxLineChars = 1 << 20;
    private const RecordFlags KnownFlags = RecordFlags.Sidechain | RecordFlags.Fast | RecordFlags.AssumedModel | RecordFlags.Forked;

    private readonly string _ownMachine;
    private readonly NameTable _table;
    private readonly UsageMerger _merger;
    private readonly List<int> _names = [0];
    private readonly Dictionary<long, KeptDay> _kept = [];
    private readonly List<SessionTitle> _titles = [];
    private ulong _checksum = 1;
    private long _line;
    private bool _ended;

    private LedgerImport(string ownMachine, NameTable table)
    {
        _ownMachine = ownMachine;
        _table = table;
        _merger = new(table);
    }

    /// <summary>The machine that wrote the export.</summary>
    public string Machine { get; private set; } = "";

    /// <summary>Records read.</summary>
    public int Records { get; private set; }

    /// <summary>Reads an export and merges it into the ledger; titles in it only on request.</summary>
    /// <exception cref="InvalidDataException">It is damaged or no export; nothing was imported.</exception>
    /// <exception cref="HistoryException">The ledger cannot be written.</exception>
    public static LedgerImport Run(HistoryStore store, Stream export, bool withTitles = false)
    {
        var import = new LedgerImport(store.Machine, store.Table);
        import.Read(export);
        store.Save(import._merger, [], import._kept.Values, withTitles && import._titles.Count > 0 ? t => import._titles.ForEach(t.Merge) : null);
        return import;
    }

    private void Read(Stream export)
    {
        using var reader = new StreamReader(export, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        var text = new StringBuilder();
        while (ReadLine(reader, text) is { } line)
        {
            _line++;
            if (_ended) throw Refused("there is something behind its end");
            try
            {
                using var document = JsonDocument.Parse(line);
                Take(document.RootElement, Encoding.UTF8.GetBytes(line));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or IndexOutOfRangeException or OverflowException)
            {
                throw Refused("the line is not one of an export", e);
            }
        }

        if (!_ended) throw Refused("its end is missing");
    }

    // Unlike ReadLine: the last line must have its line feed too, and no line may fill the memory.
    private string? ReadLine(StreamReader reader, StringBuilder text)
    {
        text.Clear();
        for (int next; (next = reader.Read()) != '\n'; text.Append((char)next))
        {
            if (next < 0) return text.Length == 0 ? null : throw Refused("its last line is cut off");
            if (text.Length == MaxLineChars) throw Refused("a line is too long");
        }

        return text.ToString();
    }

    private void Take(JsonElement line, byte[] bytes)
    {
        if (line.ValueKind == JsonValueKind.Object && _line > 1) End(line);
        if (line.ValueKind == JsonValueKind.Object && _line == 1) Begin(line);
        _checksum = StableHash.Combine(_checksum, StableHash.Of(bytes));
        if (line.ValueKind == JsonValueKind.Object) return;
        if (_line == 1) throw Refused("it does not begin like an export");
        switch (line[0].GetString())
        {
            case "n":
                TakeName(line);
                break;
            case "r":
                TakeRecord(line);
                break;
            case "k":
                TakeKept(line);
                break;
            case "t":
                TakeTitle(line);
                break;
            default:
                throw Refused("the line is of no known kind");
        }
    }

    private void Begin(JsonElement line)
    {
        var version = line.GetProperty("toktrack_export").GetInt32();
        if (version > LedgerExport.Version) throw Refused("a newer version of toktrack wrote it");
        Machine = line.GetProperty("machine").GetString() ?? "";
        if (version != LedgerExport.Version || !MachineName.IsValid(Machine)) throw Refused("it does not begin like an export");
    }

    private void End(JsonElement line)
    {
        if (!line.GetProperty("end").GetBoolean() || line.GetProperty("lines").GetInt64() != _line - 1) throw Refused("lines are missing");
        if (line.GetProperty("checksum").GetString() != _checksum.ToString("x16", CultureInfo.InvariantCulture)) throw Refused("it does not match its checksum");
        _ended = true;
    }

    private void TakeName(JsonElement line)
    {
        var kind = (NameKind)line[1].GetInt32();
        var text = line[2].GetString() ?? "";
        if (line.GetArrayLength() != 3 || kind is < NameKind.Model or > NameKind.File || text.Length == 0) throw Refused("a name is impossible");
        if (kind == NameKind.File) text = MachineName.Localise(text, _ownMachine) ?? throw Refused("a path names no machine");
        _names.Add(_table.Intern(kind, text));
    }

    private void TakeRecord(JsonElement line)
    {
        if (line.GetArrayLength() != 21) throw Refused("a record has too few or too many fields");
        var record = new UsageRecord
        {
            Source = SourceOf(line[1]),
            Group = Hash(line[2]),
            Variant = Hash(line[3]),
            Time = Within(line[4], DateTime.MaxValue.Ticks),
            Rank = line[5].GetInt64(),
            Offset = Within(line[6], long.MaxValue),
            ReportedCost = Within(line[7], MaxNanoDollars),
            Tokens = Tokens(line, 8),
            File = Name(line[14], NameKind.File),
            Model = Name(line[15], NameKind.Model),
            Project = Name(line[16], NameKind.Project),
            Session = Name(line[17], NameKind.Session),
            Branch = Name(line[18], NameKind.Branch),
            WebSearches = (int)Within(line[19], MaxSearches),
            Flags = (RecordFlags)Within(line[20], (int)KnownFlags),
        };
        if (record.Group == 0 || record.File == 0) throw Refused("a record has no identity");
        _merger.Add(record);
        Records++;
    }

    private void TakeKept(JsonElement line)
    {
        if (line.GetArrayLength() != 15) throw Refused("a day has too few or too many fields");
        var origin = (KeptOrigin)line[1].GetInt32();
        if (origin is not (KeptOrigin.Restored or KeptOrigin.Earlier)) throw Refused("a day is of no known origin");
        var day = new DayKey(SourceOf(line[2]), (int)Within(line[3], DateOnly.MaxValue.DayNumber));
        var sum = new KeptSum(line[4].GetString() ?? "", new((byte)Within(line[5], byte.MaxValue)))
        {
            Tokens = Tokens(line, 6),
            Requests = Within(line[12], MaxTokens),
            WebSearches = Within(line[13], MaxTokens),
            ReportedCost = Within(line[14], MaxNanoDollars),
        };
        var one = new KeptDay(day, origin, [sum]);
        _kept[one.Id] = _kept.TryGetValue(one.Id, out var known) ? known.RaisedTo(one) : one;
    }

    private void TakeTitle(JsonElement line)
    {
        var title = new SessionTitle(SourceOf(line[1]), line[2].GetString() ?? "", line[3].GetString() ?? "");
        if (line.GetArrayLength() != 4 || title.Session.Length == 0 || title.Text.Length == 0) throw Refused("a title is impossible");
        _titles.Add(title);
    }

    private TokenCounts Tokens(JsonElement line, int at) => new()
    {
        Input = Within(line[at], MaxTokens),
        Output = Within(line[at + 1], MaxTokens),
        CacheWrite5m = Within(line[at + 2], MaxTokens),
        CacheWrite1h = Within(line[at + 3], MaxTokens),
        CacheRead = Within(line[at + 4], MaxTokens),
        Reasoning = Within(line[at + 5], MaxTokens),
    };

    private int Name(JsonElement field, NameKind kind)
    {
        var number = field.GetInt32();
        if ((uint)number >= (uint)_names.Count) throw Refused("a record names what was not introduced");
        var name = _names[number];
        return name == 0 || _table.KindOf(name) == kind ? name : throw Refused("a record names the wrong kind of thing");
    }

    private SourceId SourceOf(JsonElement field)
    {
        var id = (SourceId)field.GetByte();
        return SourceCatalog.All.Any(s => s.Id == id) ? id : throw Refused("a record is of a CLI this version does not know");
    }

    private long Within(JsonElement field, long most)
    {
        var value = field.GetInt64();
        return value >= 0 && value <= most ? value : throw Refused($"the number {value} is impossible");
    }

    private static ulong Hash(JsonElement field) => ulong.Parse(field.GetString() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private InvalidDataException Refused(string reason, Exception? inner = null) =>
        new($"Line {_line} of the export: {reason}. Nothing was imported.", inner);
}

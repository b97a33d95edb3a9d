// Touching fresh memory costs more than filling it, so records are kept packed: 72 bytes instead of 128. Token counts take
// four bytes each; the five names, which neighbours share, are one number of a table; what hardly any record
// has (a count beyond four bytes, a reported cost, a web search) lies in a dictionary on the side. Chunks never move.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Records by number, packed.</summary>
internal sealed class RecordStore
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<Packed[]> _chunks = [];
    private readonly Dictionary<RecordContext, int> _contextIds = [];
    private readonly List<RecordContext> _contexts = [];
    private readonly Dictionary<int, Extra> _extras = [];
    private RecordContext _lastContext;
    private int _lastContextId = -1;

    /// <summary>Number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The names of records by <see cref="Packed.Context"/>, also of records that were replaced since.</summary>
    public ReadOnlySpan<RecordContext> Contexts => CollectionsMarshal.AsSpan(_contexts);

    /// <summary>Adds a record; returns its number.</summary>
    public int Add(in UsageRecord record)
    {
        if (Count == _chunks.Count << ChunkBits) _chunks.Add(GC.AllocateUninitializedArray<Packed>(ChunkSize));
        At(Count) = default;
        Set(Count, record);
        return Count++;
    }

    /// <summary>The fields by which records are found and chained.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Packed At(int number) => ref _chunks[number >> ChunkBits][number & (ChunkSize - 1)];

    /// <summary>Replaces a record, keeping its place in a chain.</summary>
    public void Set(int number, in UsageRecord record)
    {
        ref var packed = ref At(number);
        packed.Group = record.Group;
        packed.Variant = record.Variant;
        packed.Time = record.Time;
        packed.Rank = record.Rank;
        packed.OffsetLow = (uint)record.Offset;
        packed.OffsetHigh = checked((ushort)(record.Offset >> 32));
        packed.Flags = record.Flags;
        packed.Source = record.Source;
        packed.Context = ContextOf(record);
        ref readonly var tokens = ref record.Tokens;
        packed.Input = (uint)tokens.Input;
        packed.Output = (uint)tokens.Output;
        packed.CacheWrite5m = (uint)tokens.CacheWrite5m;
        packed.CacheWrite1h = (uint)tokens.CacheWrite1h;
        packed.CacheRead = (uint)tokens.CacheRead;
        packed.Reasoning = (uint)tokens.Reasoning;

        var all = tokens.Input | tokens.Output | tokens.CacheWrite5m | tokens.CacheWrite1h | tokens.CacheRead | tokens.Reasoning;
        if (all > uint.MaxValue || record.ReportedCost != 0 || record.WebSearches != 0)
        {
            _extras[number] = new(tokens, record.ReportedCost, record.WebSearches);
            packed.HasExtra = true;
        }
        else if (packed.HasExtra)
        {
            _extras.Remove(number);
            packed.HasExtra = false;
        }
    }

    /// <summary>A record as it was given.</summary>
    public UsageRecord Get(int number) => Get(number, Contexts);

    /// <summary>A record with names from <paramref name="contexts"/>, which stand for those of <see cref="Contexts"/>. Safe for use by several threads while nothing is added.</summary>
    public UsageRecord Get(int number, ReadOnlySpan<RecordContext> contexts)
    {
        ref var packed = ref At(number);
        ref readonly var context = ref contexts[packed.Context];
        var record = new UsageRecord
        {
            Group = packed.Group,
            Variant = packed.Variant,
            Time = packed.Time,
            Rank = packed.Rank,
            Offset = ((long)packed.OffsetHigh << 32) | packed.OffsetLow,
            Flags = packed.Flags,
            File = context.File,
            Model = context.Model,
            Project = context.Project,
            Session = context.Session,
            Branch = context.Branch,
            Source = packed.Source,
        };
        record.Tokens.Input = packed.Input;
        record.Tokens.Output = packed.Output;
        record.Tokens.CacheWrite5m = packed.CacheWrite5m;
        record.Tokens.CacheWrite1h = packed.CacheWrite1h;
        record.Tokens.CacheRead = packed.CacheRead;
        record.Tokens.Reasoning = packed.Reasoning;
        if (packed.HasExtra)
        {
            var extra = _extras[number];
            record.Tokens = extra.Tokens;
            record.ReportedCost = extra.ReportedCost;
            record.WebSearches = extra.WebSearches;
        }

        return record;
    }

    private int ContextOf(in UsageRecord record)
    {
        var context = new RecordContext(record.File, record.Model, record.Project, record.Session, record.Branch);
        if (_lastContextId >= 0 && context.Equals(_lastContext)) return _lastContextId;
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_contextIds, context, out var known);
        if (!known)
        {
            id = _contexts.Count;
            _contexts.Add(context);
        }

        _lastContext = context;
        return _lastContextId = id;
    }

    private readonly record struct Extra(TokenCounts Tokens, long ReportedCost, int WebSearches);

    /// <summary>A packed record.</summary>
    internal struct Packed
    {
        public ulong Group;
        public ulong Variant;
        public long Time;
        public long Rank;
        public uint Input, Output, CacheWrite5m, CacheWrite1h, CacheRead, Reasoning;
        public uint OffsetLow;
        public int Context;

        /// <summary>Number (from 1) of the next record of the group; 0 at its end.</summary>
        public int Next;
        public ushort OffsetHigh;
        public RecordFlags Flags;
        public SourceId Source;
        public bool HasExtra;

        /// <summary>True when the group has more than one record.</summary>
        public bool IsChained;
    }
}

// 1,024 sorted arrays of 64-bit entries. An entry is 32 bits of a response's hash and the 32-bit number of a day:
//
//   hash of (source, group):  10 bits choose the array | 22 bits unused | 32 bits in the entry
//
// Two responses with the same 42 bits only cost the reading of a day for nothing; what a day holds is compared whole.

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>Tells which days hold records of a response, so that a run loads only the days its new records touch.</summary>
internal sealed class GroupIndex(LedgerBlocks blocks)
{
    public const int Parts = 1024;

    private readonly ulong[]?[] _known = new ulong[]?[Parts];

    public static ulong HashOf(SourceId source, ulong group) => StableHash.Combine(group, (ulong)source);

    /// <summary>Adds the days that may hold records of the response with hash <paramref name="hash"/> to <paramref name="days"/>.</summary>
    public void Find(ulong hash, SourceId source, HashSet<DayKey> days)
    {
        var entries = Load(PartOf(hash));
        var first = hash << 32;
        var at = Array.BinarySearch(entries, first);
        for (at = at < 0 ? ~at : at; at < entries.Length && (entries[at] ^ first) >> 32 == 0; at++)
        {
            var day = new DayKey((uint)entries[at]);
            if (day.Source == source) days.Add(day);
        }
    }

    /// <summary>Notes for every record on which day its response has one, and puts the arrays that grow into <paramref name="change"/>, on several threads where there is much to note.</summary>
    public void Save(RecordStore records, LedgerChange change, bool isParallel)
    {
        var starts = new int[Parts + 1];
        for (var number = 0; number < records.Count; number++) starts[PartOf(HashOf(records, number)) + 1]++;
        for (var part = 0; part < Parts; part++) starts[part + 1] += starts[part];
        var places = starts.AsSpan(0, Parts).ToArray();
        var entries = new ulong[records.Count];
        for (var number = 0; number < records.Count; number++)
        {
            var hash = HashOf(records, number);
            entries[places[PartOf(hash)]++] = (hash << 32) | DayKey.Of(records.At(number)).Value;
        }

        void Save(int part, PackWriter payload)
        {
            if (starts[part + 1] > starts[part]) this.Save(part, entries.AsSpan(starts[part]..starts[part + 1]), payload, change);
        }

        if (isParallel)
        {
            // The database is one thread's: what it has is loaded first.
            for (var part = 0; part < Parts; part++)
            {
                if (starts[part + 1] > starts[part]) Load(part);
            }

            Parallel.For(0, Parts, () => new PackWriter(), (part, _, payload) =>
            {
                Save(part, payload);
                return payload;
            }, _ => { });
            return;
        }

        var only = new PackWriter();
        for (var part = 0; part < Parts; part++) Save(part, only);
    }

    private void Save(int part, Span<ulong> added, PackWriter payload, LedgerChange change)
    {
        var known = Load(part);
        added.Sort();
        payload.Clear();
        ulong last = 0;
        for (int a = 0, k = 0; a < added.Length || k < known.Length;)
        {
            var entry = k == known.Length || (a < added.Length && added[a] < known[k]) ? added[a++] : known[k++];
            if (entry == last) continue;
            payload.Fixed64(entry);
            last = entry;
        }

        _known[part] = null;
        if (payload.Length > known.Length * sizeof(ulong)) change.Put(BlockKind.Index, part, payload);
    }

    private static ulong HashOf(RecordStore records, int number) => HashOf(records.At(number).Source, records.At(number).Group);

    private static int PartOf(ulong hash) => (int)(hash >> 54);

    private ulong[] Load(int part)
    {
        if (_known[part] is { } known) return known;
        var payload = blocks.Read(BlockKind.Index, part) ?? [];
        if (payload.Length % sizeof(ulong) != 0) throw PackReader.Broken();
        var entries = MemoryMarshal.Cast<byte, ulong>(payload).ToArray();
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(entries, entries);
        return _known[part] = entries;
    }
}

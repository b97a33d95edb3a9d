// 1,024 sorted arrays of 64-bit entries. An entry is 32 bits of a response's hash and the 32-bit number of a day:
//
//   hash of (source, group):  10 bits choose the array | 22 bits unused | 32 bits in the entry
//
// Two responses with the same 42 bits only cost the reading of a day for nothing; what a day holds is compared whole.

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>Tells which days hold records of a response, so that a run loads only the days its new records touch.</summary>
internal sealed class GroupIndex(LedgerBlocks blocks)
{
    public const int Parts = 1024;

    private readonly ulong[]?[] _known = new ulong[]?[Parts];
    private readonly List<ulong>?[] _added = new List<ulong>?[Parts];

    public static ulong HashOf(SourceId source, ulong group) => StableHash.Combine(group, (ulong)source);

    /// <summary>Adds the days that may hold records of the response with hash <paramref name="hash"/> to <paramref name="days"/>.</summary>
    public void Find(ulong hash, SourceId source, HashSet<DayKey> days)
    {
        var entries = Load((int)(hash >> 54));
        var first = hash << 32;
        var at = Array.BinarySearch(entries, first);
        for (at = at < 0 ? ~at : at; at < entries.Length && (entries[at] ^ first) >> 32 == 0; at++)
        {
            var day = new DayKey((uint)entries[at]);
            if (day.Source == source) days.Add(day);
        }
    }

    /// <summary>Notes that <paramref name="day"/> holds a record of the response.</summary>
    public void Add(ulong hash, DayKey day) => (_added[(int)(hash >> 54)] ??= []).Add((hash << 32) | day.Value);

    /// <summary>Puts the arrays that got new entries into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        for (var part = 0; part < Parts; part++)
        {
            if (_added[part] is not { } added) continue;
            var known = Load(part);
            added.AddRange(known);
            added.Sort();
            var payload = new PackWriter(added.Count * sizeof(ulong));
            ulong last = 0;
            foreach (var entry in added)
            {
                if (entry == last) continue;
                payload.Fixed64(entry);
                last = entry;
            }

            _known[part] = null;
            _added[part] = null;
            if (payload.Length > known.Length * sizeof(ulong)) change.Put(BlockKind.Index, part, payload);
        }
    }

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

// A row, written to be moved without being understood:
//
//   length (7 bits a byte) | group 8 | time of day 5 | flags 2 | [variant 8] | offset, file, names, tokens … (7 bits a byte)
//
// Group and time lie at fixed places, so merging a day copies the rows of responses it does not touch as bytes.

using System.Buffers.Binary;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The records of one source and UTC day: every record the merger keeps, with whether it counts as a response.</summary>
internal static class DayBlock
{
    private const int Counts = 0x0100;
    private const int HasVariant = 0x0200;
    private const int HasRank = 0x0400;
    private const int HasCost = 0x0800;
    private const int HasSearches = 0x1000;
    private const int HasReasoning = 0x2000;
    private const int HasWrite1h = 0x4000;
    private const int HasWrite5m = 0x8000;
    private const int Head = 15;

    /// <summary>Appends a row. The names in <paramref name="record"/> are the ledger's numbers.</summary>
    public static void Append(PackWriter rows, PackWriter scratch, in UsageRecord record, bool counts)
    {
        var flags = (int)record.Flags;
        if (counts) flags |= Counts;
        if (record.Variant != 0) flags |= HasVariant;
        if (record.Rank != record.Tokens.Total) flags |= HasRank;
        if (record.ReportedCost != 0) flags |= HasCost;
        if (record.WebSearches != 0) flags |= HasSearches;
        if (record.Tokens.Reasoning != 0) flags |= HasReasoning;
        if (record.Tokens.CacheWrite1h != 0) flags |= HasWrite1h;
        if (record.Tokens.CacheWrite5m != 0) flags |= HasWrite5m;

        scratch.Clear();
        scratch.Fixed64(record.Group);
        var time = (ulong)(record.Time % TimeSpan.TicksPerDay);
        scratch.Byte((byte)(time >> 32));
        scratch.Byte((byte)(time >> 24));
        scratch.Byte((byte)(time >> 16));
        scratch.Fixed16(BinaryPrimitives.ReverseEndianness((ushort)time));
        scratch.Fixed16((ushort)flags);
        if ((flags & HasVariant) != 0) scratch.Fixed64(record.Variant);
        scratch.Number(record.Offset);
        scratch.Number(record.File);
        scratch.Number(record.Model);
        scratch.Number(record.Project);
        scratch.Number(record.Session);
        scratch.Number(record.Branch);
        scratch.Number(record.Tokens.Input);
        scratch.Number(record.Tokens.Output);
        scratch.Number(record.Tokens.CacheRead);
        if ((flags & HasWrite5m) != 0) scratch.Number(record.Tokens.CacheWrite5m);
        if ((flags & HasWrite1h) != 0) scratch.Number(record.Tokens.CacheWrite1h);
        if ((flags & HasReasoning) != 0) scratch.Number(record.Tokens.Reasoning);
        if ((flags & HasRank) != 0) scratch.Signed(record.Rank);
        if ((flags & HasCost) != 0) scratch.Number(record.ReportedCost);
        if ((flags & HasSearches) != 0) scratch.Number(record.WebSearches);
        rows.Number(scratch.Length);
        rows.Bytes(scratch.Written);
    }

    /// <summary>Visits every row without decoding it.</summary>
    public static void ForEachRow(ReadOnlySpan<byte> payload, RowVisitor visit)
    {
        var reader = new PackReader(payload);
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            var row = reader.Bytes(reader.Count());
            if (row.Length < Head) throw PackReader.Broken();
            visit(BinaryPrimitives.ReadUInt64LittleEndian(row), payload[start..reader.Position], row);
        }
    }

    /// <summary>What decides the order of a row within its day.</summary>
    public static RowOrder OrderOf(ReadOnlySpan<byte> row)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(row[13..]);
        var time = ((ulong)row[8] << 32) | BinaryPrimitives.ReadUInt32BigEndian(row[9..]);
        var variant = (flags & HasVariant) != 0 && row.Length >= Head + 8 ? BinaryPrimitives.ReadUInt64LittleEndian(row[Head..]) : 0;
        return new(time, BinaryPrimitives.ReadUInt64LittleEndian(row), variant, (flags & (int)RecordFlags.Sidechain) != 0);
    }

    /// <summary>Decodes a row (without its length). Names are the ledger's numbers.</summary>
    public static UsageRecord Decode(DayKey day, ReadOnlySpan<byte> row, out bool counts)
    {
        var reader = new PackReader(row);
        var record = new UsageRecord { Source = day.Source, Group = reader.Fixed64() };
        var high = reader.Byte();
        record.Time = day.Start + (((long)high << 32) | BinaryPrimitives.ReadUInt32BigEndian(reader.Bytes(4)));
        int flags = reader.Fixed16();
        counts = (flags & Counts) != 0;
        record.Flags = (RecordFlags)(byte)flags;
        if ((flags & HasVariant) != 0) record.Variant = reader.Fixed64();
        record.Offset = reader.Number();
        record.File = reader.Count();
        record.Model = reader.Count();
        record.Project = reader.Count();
        record.Session = reader.Count();
        record.Branch = reader.Count();
        record.Tokens.Input = reader.Number();
        record.Tokens.Output = reader.Number();
        record.Tokens.CacheRead = reader.Number();
        if ((flags & HasWrite5m) != 0) record.Tokens.CacheWrite5m = reader.Number();
        if ((flags & HasWrite1h) != 0) record.Tokens.CacheWrite1h = reader.Number();
        if ((flags & HasReasoning) != 0) record.Tokens.Reasoning = reader.Number();
        record.Rank = (flags & HasRank) != 0 ? reader.Signed() : record.Tokens.Total;
        if ((flags & HasCost) != 0) record.ReportedCost = reader.Number();
        if ((flags & HasSearches) != 0) record.WebSearches = reader.Count();
        return record;
    }

    /// <summary>Takes a row: the group it belongs to, the row with its length (to be copied), and without (to be decoded).</summary>
    public delegate void RowVisitor(ulong group, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> row);
}

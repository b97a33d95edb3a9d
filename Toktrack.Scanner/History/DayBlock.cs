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

    // Its length, group, time, flags, variant, and sixteen numbers of at most ten bytes.
    private const int LargestRow = 2 + Head + 8 + (16 * 10);

    /// <summary>Appends a row. The names in <paramref name="record"/> are the ledger's numbers.</summary>
    public static void Append(PackWriter rows, in UsageRecord record, bool counts)
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

        // The row is written behind one byte for its length; the rare row of 128 bytes and more moves up by another.
        var room = rows.Room(LargestRow);
        var row = room[1..];
        BinaryPrimitives.WriteUInt64LittleEndian(row, record.Group);
        var time = (ulong)(record.Time % TimeSpan.TicksPerDay);
        row[8] = (byte)(time >> 32);
        BinaryPrimitives.WriteUInt32BigEndian(row[9..], (uint)time);
        BinaryPrimitives.WriteUInt16LittleEndian(row[13..], (ushort)flags);
        var at = Head;
        if ((flags & HasVariant) != 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(row[at..], record.Variant);
            at += sizeof(ulong);
        }

        at += PackWriter.Put(row[at..], (ulong)record.Offset);
        at += PackWriter.Put(row[at..], (ulong)record.File);
        at += PackWriter.Put(row[at..], (ulong)record.Model);
        at += PackWriter.Put(row[at..], (ulong)record.Project);
        at += PackWriter.Put(row[at..], (ulong)record.Session);
        at += PackWriter.Put(row[at..], (ulong)record.Branch);
        at += PackWriter.Put(row[at..], (ulong)record.Tokens.Input);
        at += PackWriter.Put(row[at..], (ulong)record.Tokens.Output);
        at += PackWriter.Put(row[at..], (ulong)record.Tokens.CacheRead);
        if ((flags & HasWrite5m) != 0) at += PackWriter.Put(row[at..], (ulong)record.Tokens.CacheWrite5m);
        if ((flags & HasWrite1h) != 0) at += PackWriter.Put(row[at..], (ulong)record.Tokens.CacheWrite1h);
        if ((flags & HasReasoning) != 0) at += PackWriter.Put(row[at..], (ulong)record.Tokens.Reasoning);
        if ((flags & HasRank) != 0) at += PackWriter.Put(row[at..], PackWriter.ZigZag(record.Rank));
        if ((flags & HasCost) != 0) at += PackWriter.Put(row[at..], (ulong)record.ReportedCost);
        if ((flags & HasSearches) != 0) at += PackWriter.Put(row[at..], (ulong)record.WebSearches);
        var head = 1;
        if (at >= 0x80)
        {
            row[..at].CopyTo(room[2..]);
            head = 2;
        }

        PackWriter.Put(room, (ulong)at);
        rows.Advance(head + at);
    }

    /// <summary>Visits every row without decoding it.</summary>
    public static void ForEachRow(ReadOnlySpan<byte> payload, RowVisitor visit)
    {
        var reader = new PackReader(payload);
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            var row = ReadRow(ref reader);
            visit(GroupOf(row), payload[start..reader.Position], row);
        }
    }

    /// <summary>The next row, without its length.</summary>
    public static ReadOnlySpan<byte> ReadRow(scoped ref PackReader reader)
    {
        var row = reader.Bytes(reader.Count());
        return row.Length >= Head ? row : throw PackReader.Broken();
    }

    /// <summary>The group of a row.</summary>
    public static ulong GroupOf(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadUInt64LittleEndian(row);

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

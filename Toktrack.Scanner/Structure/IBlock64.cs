namespace Toktrack.Scanner.Structure;

/// <summary>
/// Sixty-four bytes in the registers of one instruction set. Each implementation only loads and compares; the algorithms
/// over the masks exist once and are specialised for it. Bit i of a mask belongs to byte i.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal interface IBlock64<TSelf>
    where TSelf : struct, IBlock64<TSelf>
{
    /// <summary>The kernel's name, as <c>TOKTRACK_KERNEL</c> and <c>doctor</c> spell it.</summary>
    static abstract string Name { get; }

    /// <summary>True when this processor runs the kernel in hardware.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Loads 64 bytes. All of them must be readable.</summary>
    static abstract TSelf Load(ref readonly byte source);

    /// <summary>Sixty-four times the same byte.</summary>
    static abstract TSelf Fill(byte value);

    /// <summary>Eight times the same eight bytes, the lowest first.</summary>
    static abstract TSelf Fill(ulong lane);

    /// <summary>Bytes equal to <paramref name="value"/>.</summary>
    ulong Equal(byte value);

    /// <summary>
    /// The operators <c>{ } [ ] : ,</c>. Bytes 0x0C and 0x1A may be among them: setting bit 0x20, which makes one of brackets and braces,
    /// makes a comma and a colon of these two. No JSON text has them outside strings, and who reads the byte sees it is none.
    /// </summary>
    ulong Operators();

    /// <summary>Space, tab, line feed and carriage return.</summary>
    ulong White();

    /// <summary>The byte behind each one; zero in every eighth byte, whose successor is in the next lane.</summary>
    TSelf Successors();

    /// <summary>The byte behind each one, in every byte.</summary>
    /// <param name="fifth">The block that begins four bytes on: it has what lies behind every eighth byte, in its lane.</param>
    /// <param name="eighth">0xFF in every eighth byte, else zero.</param>
    TSelf AllSuccessors(TSelf fifth, TSelf eighth);

    /// <summary>Zero in every byte that is the same in both.</summary>
    TSelf Differ(TSelf other);

    /// <summary>Bitwise or: zero in every byte that is zero in both.</summary>
    TSelf Or(TSelf other);

    /// <summary>Zero in every byte that is zero here and the same in the other two.</summary>
    TSelf OrDiffer(TSelf one, TSelf other);

    /// <summary>For each byte the quote or backslash that has its low four bits, else what differs from it, but perhaps for a NUL.</summary>
    /// <param name="table"><see cref="ByteClasses.StringEnds"/>, loaded.</param>
    TSelf StringEnd(TSelf table);

    /// <summary>The lesser of each two bytes: zero where either is.</summary>
    TSelf Least(TSelf other);

    /// <summary>Bytes that are zero.</summary>
    ulong Zeros();

    /// <summary>Bytes at which the simple part of a string ends: quotes, backslashes and control characters.</summary>
    ulong StringStops();

    /// <summary>
    /// The bytes <c>/ b f n t</c>. With quotes and backslashes they are what JSON lets a backslash stand before, but for <c>r</c>, which
    /// shares its low bits with <c>b</c>, and <c>u</c>, which needs a closer look.
    /// </summary>
    ulong Escapable();

    /// <summary>Bytes below <paramref name="value"/>, unsigned.</summary>
    ulong Below(byte value);
}

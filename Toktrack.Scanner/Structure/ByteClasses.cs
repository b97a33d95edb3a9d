// Three classes of bytes, each found with one table lookup and one compare (simdjson's method): the low four bits of a byte
// select an entry, and the byte belongs to the class when it equals that entry. Entries of no class hold a byte whose low
// bits select another entry, so nothing equals them. The tables repeat every 16 bytes, for registers of any width.

namespace Toktrack.Scanner.Structure;

/// <summary>Lookup tables for structural characters, by the low four bits of a byte.</summary>
internal static class ByteClasses
{
    /// <summary>A byte with bit 0x20 set equals its entry when it is one of <c>{ } [ ] : ,</c>, or 0x0C or 0x1A.</summary>
    public static ReadOnlySpan<byte> Operators =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)':', (byte)'{', (byte)',', (byte)'}', 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)':', (byte)'{', (byte)',', (byte)'}', 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)':', (byte)'{', (byte)',', (byte)'}', 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)':', (byte)'{', (byte)',', (byte)'}', 0, 0,
    ];

    /// <summary>A byte equals its entry when it is one of <c>/ b f n t</c>.</summary>
    public static ReadOnlySpan<byte> Escapable =>
    [
        1, 0, (byte)'b', 0, (byte)'t', 0, (byte)'f', 0, 0, 0, 0, 0, 0, 0, (byte)'n', (byte)'/',
        1, 0, (byte)'b', 0, (byte)'t', 0, (byte)'f', 0, 0, 0, 0, 0, 0, 0, (byte)'n', (byte)'/',
        1, 0, (byte)'b', 0, (byte)'t', 0, (byte)'f', 0, 0, 0, 0, 0, 0, 0, (byte)'n', (byte)'/',
        1, 0, (byte)'b', 0, (byte)'t', 0, (byte)'f', 0, 0, 0, 0, 0, 0, 0, (byte)'n', (byte)'/',
    ];

    /// <summary>A byte equals its entry when it is a quote or a backslash, or zero.</summary>
    public static ReadOnlySpan<byte> StringEnds =>
    [
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
        0, 0, (byte)'"', 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'\\', 0, 0, 0,
    ];

    /// <summary>A byte equals its entry when it is a space, tab, line feed or carriage return.</summary>
    public static ReadOnlySpan<byte> White =>
    [
        (byte)' ', 100, 100, 100, 17, 100, 113, 2, 100, (byte)'\t', (byte)'\n', 112, 100, (byte)'\r', 100, 100,
        (byte)' ', 100, 100, 100, 17, 100, 113, 2, 100, (byte)'\t', (byte)'\n', 112, 100, (byte)'\r', 100, 100,
        (byte)' ', 100, 100, 100, 17, 100, 113, 2, 100, (byte)'\t', (byte)'\n', 112, 100, (byte)'\r', 100, 100,
        (byte)' ', 100, 100, 100, 17, 100, 113, 2, 100, (byte)'\t', (byte)'\n', 112, 100, (byte)'\r', 100, 100,
    ];
}

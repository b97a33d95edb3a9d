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

    /// <summary>Bytes equal to <paramref name="value"/>.</summary>
    ulong Equal(byte value);

    /// <summary>Bytes that equal <paramref name="value"/> once bit 0x20 is set: <c>[</c> and <c>{</c>, <c>]</c> and <c>}</c>.</summary>
    ulong EqualFolded(byte value);

    /// <summary>Bytes below <paramref name="value"/>, unsigned.</summary>
    ulong Below(byte value);
}

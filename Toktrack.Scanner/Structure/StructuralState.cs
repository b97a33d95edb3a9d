namespace Toktrack.Scanner.Structure;

/// <summary>What one block of 64 bytes tells the next: all three are carried as the low or as every bit of a mask.</summary>
internal struct StructuralState
{
    /// <summary>1 when the first byte of the next block is escaped by a backslash, else 0.</summary>
    public ulong Escaped;

    /// <summary>All ones when the next block starts inside a string, else 0.</summary>
    public ulong InString;

    /// <summary>1 when the last byte belonged to a number or literal, which the next block may continue; else 0.</summary>
    public ulong InScalar;
}

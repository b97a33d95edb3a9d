namespace Toktrack.Scanner.Structure;

/// <summary>What one block of 64 bytes tells the next; the masks are carried as their low or as every bit.</summary>
internal struct StructuralState
{
    /// <summary>1 when the first byte of the next block is escaped by a backslash, else 0.</summary>
    public ulong Escaped;

    /// <summary>All ones when the next block starts inside a string, else 0.</summary>
    public ulong InString;

    /// <summary>1 when the last byte belonged to a number or literal, which the next block may continue; else 0.</summary>
    public ulong InScalar;

    /// <summary>True once a plain character (U+0030 to U+007F) was met written as <c>\uXXXX</c>: only then can a key be spelled in another way.</summary>
    public bool HasEscapedLetters;
}

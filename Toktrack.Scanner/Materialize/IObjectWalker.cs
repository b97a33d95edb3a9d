using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Takes the objects of a log line. An object counts only once it has been walked to its end and found whole.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal interface IObjectWalker<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>Walks the object that <paramref name="cursor"/> has entered to its end and remembers what it needs.</summary>
    void Walk(ref StructuralCursor<TBlock> cursor);

    /// <summary>The object just walked is whole: what was remembered counts.</summary>
    /// <param name="text">The object, from brace to brace.</param>
    /// <param name="offset">Its offset in the file.</param>
    void Commit(ReadOnlySpan<byte> text, long offset);
}

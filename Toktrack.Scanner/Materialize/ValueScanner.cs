// Logs are written without white space, and what is passed in them is mostly long strings in few containers. Such a value is
// passed faster byte by byte and string by string than by building its structural index first. Whatever is unusual is left
// to the cursor over the index, which knows all of JSON.

using System.Runtime.CompilerServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Passes compact JSON values, checking that they are JSON.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class ValueScanner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private const int MostLevels = 64;

    /// <summary>
    /// The position behind the value that begins at <paramref name="at"/>; -1 where there is none, or where it holds white space
    /// outside strings or more than 64 levels: then only a <see cref="StructuralCursor{TBlock}"/> can tell whether it is JSON.
    /// </summary>
    /// <param name="text">The bytes, behind whose end 64 must be readable.</param>
    /// <param name="at">Where the value begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pass(ReadOnlySpan<byte> text, int at)
    {
        var strings = new StringStops<TBlock>(at);
        var objects = 0UL;
        var depth = 0;
        while (true)
        {
            if ((uint)at >= (uint)text.Length) return -1;
            var first = text[at];
            if (first is (byte)'{' or (byte)'[')
            {
                var closing = first + 2;
                at++;
                if ((uint)at >= (uint)text.Length) return -1;
                if (text[at] == closing)
                {
                    at++;
                }
                else
                {
                    if (depth == MostLevels) return -1;
                    depth++;
                    objects = (objects << 1) | (first == '{' ? 1UL : 0);
                    if (first == '{' && (at = PassKey(text, at, ref strings)) < 0) return -1;
                    continue;
                }
            }
            else if (first == '"')
            {
                at = strings.Pass(text, at);
                if (at < 0) return -1;
            }
            else
            {
                var length = JsonScalar.Length(text[at..]);
                if (length == 0) return -1;
                at += length;
            }

            // Behind a value: close the containers that end here.
            while (true)
            {
                if (depth == 0) return at;
                if ((uint)at >= (uint)text.Length) return -1;
                var isObject = (objects & 1) != 0;
                var next = text[at++];
                if (next == ',')
                {
                    if (isObject && (at = PassKey(text, at, ref strings)) < 0) return -1;
                    break;
                }

                if (next != (isObject ? '}' : ']')) return -1;
                depth--;
                objects >>= 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PassKey(ReadOnlySpan<byte> text, int at, ref StringStops<TBlock> strings)
    {
        if ((uint)at >= (uint)text.Length || text[at] != '"') return -1;
        at = strings.Pass(text, at);
        return at >= 0 && at < text.Length && text[at] == ':' ? at + 1 : -1;
    }
}

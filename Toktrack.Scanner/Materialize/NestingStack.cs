namespace Toktrack.Scanner.Materialize;

/// <summary>A stack of "object or array", one bit a level: 64 levels in a register, deeper ones in the worker's buffer.</summary>
internal struct NestingStack
{
    private ulong _bits;

    /// <summary>Number of open containers.</summary>
    public int Depth { get; private set; }

    /// <summary>True when the innermost open container is an object.</summary>
    public readonly bool IsObject => (_bits & 1) != 0;

    public void Push(bool isObject, StructuralIndexBuffer buffer)
    {
        if (Depth > 0 && (Depth & 63) == 0) buffer.DeepNesting.Add(_bits);
        _bits = (_bits << 1) | (isObject ? 1UL : 0);
        Depth++;
    }

    public void Pop(StructuralIndexBuffer buffer)
    {
        Depth--;
        _bits >>= 1;
        if (Depth > 0 && (Depth & 63) == 0)
        {
            var deep = buffer.DeepNesting;
            _bits = deep[^1];
            deep.RemoveAt(deep.Count - 1);
        }
    }
}

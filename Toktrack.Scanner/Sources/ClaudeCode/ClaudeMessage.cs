using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>What a <c>message</c> object says: id, model, usage and the iterations of advisors.</summary>
internal sealed class ClaudeMessage
{
    private readonly List<AdvisorIteration> _advisors = [];

    /// <summary>Hash of <c>id</c>; 0 where there is none.</summary>
    public ulong Id { get; private set; }

    /// <summary>Name of <c>model</c>; 0 where there is none.</summary>
    public int Model { get; private set; }

    /// <summary>The model is <c>&lt;synthetic&gt;</c>: an error message of the CLI, no response.</summary>
    public bool IsSynthetic { get; private set; }

    /// <summary><c>usage</c> is an object.</summary>
    public bool HasUsage { get; private set; }

    /// <summary>Its counts.</summary>
    public ClaudeUsage Usage { get; private set; }

    /// <summary>Responses of advisor models inside this one.</summary>
    public IReadOnlyList<AdvisorIteration> Advisors => _advisors;

    /// <summary>Forgets everything: a later key of the same name replaces an earlier one as a whole.</summary>
    public void Clear()
    {
        Id = 0;
        Model = 0;
        IsSynthetic = false;
        ClearUsage();
    }

    /// <summary>Reads the current value of <paramref name="cursor"/>; anything but an object leaves the message empty.</summary>
    public void Read<TBlock>(ref StructuralCursor<TBlock> cursor, ClaudeNames names)
        where TBlock : struct, IBlock64<TBlock>
    {
        Clear();
        if (!cursor.EnterObject()) return;
        while (cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("id"u8)) Id = cursor.ReadString(out var id) ? names.Hash(id) : 0;
            else if (key.SequenceEqual("model"u8)) ReadModel(ref cursor, names);
            else if (key.SequenceEqual("usage"u8)) ReadUsage(ref cursor, names);
            else cursor.SkipValue();
        }
    }

    private void ReadModel<TBlock>(ref StructuralCursor<TBlock> cursor, ClaudeNames names)
        where TBlock : struct, IBlock64<TBlock>
    {
        Model = 0;
        IsSynthetic = false;
        if (!cursor.ReadString(out var model)) return;
        IsSynthetic = JsonString.Means(model, "<synthetic>"u8);
        if (!IsSynthetic) Model = names.Models.Get(model);
    }

    private void ReadUsage<TBlock>(ref StructuralCursor<TBlock> cursor, ClaudeNames names)
        where TBlock : struct, IBlock64<TBlock>
    {
        ClearUsage();
        if (!cursor.EnterObject()) return;
        HasUsage = true;
        var usage = default(ClaudeUsage);
        while (cursor.NextKey(out var key))
        {
            if (key.SequenceEqual("iterations"u8)) ReadIterations(ref cursor, names);
            else if (!usage.Read(key, ref cursor)) cursor.SkipValue();
        }

        Usage = usage;
    }

    private void ReadIterations<TBlock>(ref StructuralCursor<TBlock> cursor, ClaudeNames names)
        where TBlock : struct, IBlock64<TBlock>
    {
        _advisors.Clear();
        if (!cursor.EnterArray()) return;
        for (var index = 0; cursor.NextElement(); index++)
        {
            if (!cursor.EnterObject()) continue;
            var isAdvisor = false;
            var model = 0;
            var usage = default(ClaudeUsage);
            while (cursor.NextKey(out var key))
            {
                if (key.SequenceEqual("type"u8)) isAdvisor = cursor.ReadString(out var type) && JsonString.Means(type, "advisor_message"u8);
                else if (key.SequenceEqual("model"u8)) model = cursor.ReadString(out var name) ? names.Models.Get(name) : 0;
                else if (!usage.Read(key, ref cursor)) cursor.SkipValue();
            }

            if (isAdvisor) _advisors.Add(new(index, model, usage));
        }
    }

    private void ClearUsage()
    {
        HasUsage = false;
        Usage = default;
        _advisors.Clear();
    }

    /// <summary>A response of an advisor model, stated inside another response.</summary>
    /// <param name="Index">Its place among the iterations.</param>
    /// <param name="Model">Its model; 0 where none is named.</param>
    /// <param name="Usage">Its counts.</param>
    public readonly record struct AdvisorIteration(int Index, int Model, ClaudeUsage Usage);
}

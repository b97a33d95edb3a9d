using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>The models of many rows as text. Rows have few different lists: each of up to three models is made once.</summary>
internal sealed class ModelLists
{
    private const int MostKept = 3;

    private readonly Dictionary<(string, string?, string?), string> _known = [];

    /// <summary>What <see cref="ModelNames.List"/> makes of the names of <paramref name="models"/>.</summary>
    public string Of(IReadOnlyList<UsageRow> models)
    {
        if (models.Count is 0 or > MostKept) return ModelNames.List(models.Select(m => m.Name));
        var key = (models[0].Name, models.Count > 1 ? models[1].Name : null, models.Count > 2 ? models[2].Name : null);
        if (!_known.TryGetValue(key, out var list)) _known[key] = list = ModelNames.List(models.Select(m => m.Name));
        return list;
    }
}

namespace Toktrack.Tool.Rendering;

/// <summary>Short names of models for lists in tables; the stored name never changes.</summary>
internal static class ModelNames
{
    /// <summary>The costliest first: <c>opus-4-5, haiku-4-5</c>.</summary>
    public static string List(IEnumerable<string> models) => string.Join(", ", models.Select(Short).Distinct());

    /// <summary>Without the vendor's prefix, a date and a version suffix: <c>claude-opus-4-5-20251101</c> is <c>opus-4-5</c>.</summary>
    public static string Short(string model)
    {
        var name = Bare(model);
        var fast = name.EndsWith("-fast");
        if (fast) name = name[..^5];
        if (name.Length > 9 && name[^9] == '-' && !name[^8..].ContainsAnyExceptInRange('0', '9')) name = name[..^9];
        return fast ? string.Concat(name, "-fast") : name.ToString();
    }

    /// <summary>Without the vendor's prefix alone: <c>claude-opus-4-5-20251101</c> is <c>opus-4-5-20251101</c>.</summary>
    public static string WithoutVendor(string model) => Bare(model).ToString();

    private static ReadOnlySpan<char> Bare(string model)
    {
        var name = model.AsSpan();
        if (name.LastIndexOf('/') is >= 0 and var slash && slash < name.Length - 1) name = name[(slash + 1)..];
        return name.StartsWith("claude-") && name.Length > 7 ? name[7..] : name;
    }
}

namespace Toktrack.Tool.Configuration;

/// <summary>The <c>team</c> section: what <c>push</c> and <c>--from</c> take where the command line says nothing.</summary>
internal sealed record TeamConfiguration
{
    /// <summary>The database: a URL, or a file with one on its first line.</summary>
    public string? Url { get; init; }

    /// <summary>As <c>--person</c>.</summary>
    public string? Person { get; init; }

    /// <summary>As <c>--machine</c>.</summary>
    public string? Machine { get; init; }

    /// <summary>As <c>--redact</c>.</summary>
    public IReadOnlyList<string>? Redact { get; init; }
}

using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Metrics;

/// <summary>What one counter series counts: the labels that a response does not change between runs, as far as any do not.</summary>
/// <param name="Source">The CLI, as users type it.</param>
/// <param name="Model">The model as shown; made fit for output.</param>
/// <param name="Project">The project's whole path, made fit for output; null where series are not split by project.</param>
internal readonly record struct SeriesKey(string Source, string Model, string? Project)
{
    /// <summary>Stands for a name that is not known: an empty label means in Prometheus that there is none.</summary>
    public const string Unknown = "unknown";

    /// <summary>The key of untrusted names. Names that look the same once escaped are one series.</summary>
    public static SeriesKey Of(string source, string model, string? project) => new(source, Label(model), project is null ? null : Label(project));

    private static string Label(string name) => name.Length == 0 ? Unknown : TerminalText.Escape(name);
}

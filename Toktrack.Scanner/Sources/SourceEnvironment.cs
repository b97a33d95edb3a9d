namespace Toktrack.Scanner.Sources;

/// <summary>
/// Where sources look: the home folder, environment variables and extra folders from the configuration. Tests and
/// <c>demo</c> pass their own, so that no source ever asks the process for them.
/// </summary>
/// <param name="Home">The user's home folder.</param>
/// <param name="Variable">Reads an environment variable; null where it is not set.</param>
/// <param name="ExtraRoots">Additional folders by source key (see <see cref="IUsageSource.Key"/>), from the configuration.</param>
public sealed record SourceEnvironment(
    string Home,
    Func<string, string?> Variable,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? ExtraRoots = null)
{
    /// <summary>The environment of this process.</summary>
    public static SourceEnvironment OfProcess() => new(
        Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetEnvironmentVariable);

    /// <summary>The additional folders of a source, from the configuration.</summary>
    public IReadOnlyList<string> Extra(string key) => ExtraRoots?.GetValueOrDefault(key) ?? [];

    /// <summary>The entries of a comma-separated variable, trimmed, empty ones left out; none where it is not set.</summary>
    public IReadOnlyList<string> List(string variable) =>
        Variable(variable)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

using Toktrack.Scanner.History;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Configuration;

/// <summary>Where the configuration lies, and reading it.</summary>
internal static class ConfigurationFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary><paramref name="given"/> (from <c>--config</c>), else <c>TOKTRACK_CONFIG</c>, else <c>config.json</c> in toktrack's home.</summary>
    public static string PathOf(SourceEnvironment environment, string? given)
    {
        if (given is { Length: > 0 }) return Path.GetFullPath(given);
        return environment.Variable("TOKTRACK_CONFIG") is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(HistoryHome.Of(environment).Folder, "config.json");
    }

    /// <summary>Reads the configuration. No file is an empty one, unless it was asked for by name.</summary>
    /// <exception cref="ConfigurationException">It cannot be read or says something without meaning.</exception>
    public static ToolConfiguration Load(SourceEnvironment environment, string? given)
    {
        var path = PathOf(environment, given);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists && given is null && !Directory.Exists(path)) return new();
            if (file.Exists && file.Length > MaxBytes) throw new ConfigurationException($"it has {file.Length} bytes; {MaxBytes} is the most that is read.");
            var configuration = ConfigurationReader.Read(File.ReadAllBytes(path), environment.Home);
            return configuration with { Warnings = [.. configuration.Warnings.Select(w => $"{path}: {w}")] };
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{Terminal.TerminalText.Escape(path)}: {e.Message} See 'toktrack config --help'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Terminal.TerminalText.Escape(path)} cannot be read: {Terminal.TerminalText.Escape(e.Message)}");
        }
    }
}

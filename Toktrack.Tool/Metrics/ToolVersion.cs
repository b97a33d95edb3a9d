using System.Reflection;

namespace Toktrack.Tool.Metrics;

/// <summary>This program's version.</summary>
internal static class ToolVersion
{
    /// <summary>As <c>--version</c> prints it.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

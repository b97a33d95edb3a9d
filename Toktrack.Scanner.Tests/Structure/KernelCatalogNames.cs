using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Tests.Structure;

internal static class KernelCatalogNames
{
    public static IReadOnlyList<string> Supported { get; } = [.. KernelCatalog.Supported.Select(k => k.Name)];
}

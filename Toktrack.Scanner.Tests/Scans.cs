using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests;

/// <summary>Scans of a temporary home.</summary>
internal static class Scans
{
    /// <summary>An environment with nothing in it but a home folder and the given variables.</summary>
    public static SourceEnvironment Environment(string home, params (string Name, string Value)[] variables)
    {
        var table = variables.ToDictionary(v => v.Name, v => v.Value);
        return new(home, name => table.GetValueOrDefault(name));
    }

    public static ScanOutcome Run(SourceEnvironment environment, ScanOptions options) => UsageScan.Run(SourceCatalog.All, environment, options);

    /// <summary>The kernels that run here, for theories.</summary>
    public static IEnumerable<object[]> Kernels => Structure.KernelCatalogNames.Supported.Select(k => new object[] { k });
}

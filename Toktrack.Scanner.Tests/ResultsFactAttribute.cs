namespace Toktrack.Scanner.Tests;

/// <summary>A test of figures that are kept in <c>Toktrack.Benchmarks/results</c>; skipped, and so reported, while none are.</summary>
internal sealed class ResultsFactAttribute : FactAttribute
{
    public ResultsFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Readme.Root, "Toktrack.Benchmarks", "results"))) Skip = "No results are kept in Toktrack.Benchmarks/results.";
    }
}

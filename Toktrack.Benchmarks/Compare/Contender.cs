namespace Toktrack.Benchmarks.Compare;

/// <summary>A program to compare, in one state.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="State">For instance <c>cold</c> or <c>warm</c>.</param>
/// <param name="Run">Runs it once; standard output goes to the file named.</param>
/// <param name="Tokens">Reads the total of all tokens from its standard output; null where there is none.</param>
/// <param name="MaxRounds">Rounds after which a slow one sits out.</param>
internal sealed record Contender(string Name, string State, Func<string, Measurement> Run, Func<string, long>? Tokens = null, int MaxRounds = int.MaxValue)
{
    /// <summary>What explains a total that differs from toktrack's; empty where none is known.</summary>
    public string Difference { get; init; } = "";
}

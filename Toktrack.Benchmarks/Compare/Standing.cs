namespace Toktrack.Benchmarks.Compare;

/// <summary>How a contender did over all rounds.</summary>
internal sealed record Standing(Contender Contender, Measurement Median, int Rounds, long? Tokens);

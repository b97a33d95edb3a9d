namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>What a version of Claude Code writes differently from others.</summary>
/// <param name="Name">The version.</param>
/// <param name="IsOld">True up to 2.1.4x: the working folder stands before the message, progress lines exist.</param>
/// <param name="GrowingShare">The share of responses whose lines carry a placeholder first and the true output last.</param>
/// <param name="FlatAgents">True where transcripts of sub-agents lie beside the sessions.</param>
internal sealed record ClaudeVersion(string Name, bool IsOld, double GrowingShare, bool FlatAgents = false)
{
    private static readonly ClaudeVersion[] s_old =
    [
        new("2.0.64", true, 0.74, FlatAgents: true), new("2.0.76", true, 0.87, FlatAgents: true), new("2.1.7", true, 0.45),
        new("2.1.12", true, 0), new("2.1.17", true, 0), new("2.1.29", true, 0), new("2.1.31", true, 0.33), new("2.1.37", true, 0.1),
        new("2.1.42", true, 0.08),
    ];

    private static readonly ClaudeVersion[] s_new =
    [
        new("2.1.90", false, 0.97), new("2.1.101", false, 0.04), new("2.1.119", false, 0), new("2.1.126", false, 0),
        new("2.1.143", false, 0), new("2.1.159", false, 0), new("2.1.179", false, 0), new("2.1.199", false, 0), new("2.1.237", false, 0),
    ];

    /// <summary>The version in use at <paramref name="position"/> (0 to 1) of the time span.</summary>
    public static ClaudeVersion At(double position, double oldShare) => position < oldShare
        ? s_old[(int)(position / oldShare * s_old.Length)]
        : s_new[Math.Min((int)((position - oldShare) / (1 - oldShare) * s_new.Length), s_new.Length - 1)];
}

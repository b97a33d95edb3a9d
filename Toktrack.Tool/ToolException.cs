namespace Toktrack.Tool;

/// <summary>A failure that ends the command with a message for people: what happened, where, what to do.</summary>
internal class ToolException : Exception
{
    public ToolException(string message, int exitCode = ExitCodes.Failure)
        : base(message) => ExitCode = exitCode;

    public int ExitCode { get; }
}

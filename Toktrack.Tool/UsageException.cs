namespace Toktrack.Tool;

/// <summary>The command line asks for something that does not exist.</summary>
internal sealed class UsageException : ToolException
{
    public UsageException(string message)
        : base(message, ExitCodes.WrongUsage)
    {
    }
}

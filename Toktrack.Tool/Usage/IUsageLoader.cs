namespace Toktrack.Tool.Usage;

/// <summary>Brings the usage a command needs: from a scan, the ledger, or a test.</summary>
internal interface IUsageLoader
{
    /// <summary>Loads everything known now.</summary>
    /// <exception cref="ToolException">Nothing can be reported.</exception>
    LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation);
}

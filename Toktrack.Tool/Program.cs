using Toktrack.Tool.Commands;

namespace Toktrack.Tool;

/// <summary>The <c>toktrack</c> command: everything it does is in <see cref="CommandCatalog"/>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        using var context = ToolContext.OfProcess();
        return CommandLine.Run(args, context);
    }
}

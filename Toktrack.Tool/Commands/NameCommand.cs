using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary>Usage by name: <c>sessions</c>, <c>projects</c>, <c>models</c>, <c>branches</c>, <c>sources</c>.</summary>
internal static class NameCommand
{
    public static void Sessions(Command command, ToolContext context) => Describe(command, context, ReportKind.Sessions);

    public static void Projects(Command command, ToolContext context) => Describe(command, context, ReportKind.Projects);

    public static void Models(Command command, ToolContext context) => Describe(command, context, ReportKind.Models);

    public static void Branches(Command command, ToolContext context) => Describe(command, context, ReportKind.Branches);

    public static void Sources(Command command, ToolContext context) => Describe(command, context, ReportKind.Sources);

    private static void Describe(Command command, ToolContext context, ReportKind kind)
    {
        SharedOptions.AddTo(command);
        command.SetAction(parsed => new ReportRun(parsed, context).Run(kind));
    }
}

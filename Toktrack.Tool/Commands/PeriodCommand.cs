using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary>Usage by period: <c>daily</c>, <c>weekly</c>, <c>monthly</c>, <c>yearly</c>, <c>hourly</c>.</summary>
internal static class PeriodCommand
{
    public static void Daily(Command command, ToolContext context) => Describe(command, context, ReportKind.Daily);

    public static void Weekly(Command command, ToolContext context) => Describe(command, context, ReportKind.Weekly);

    public static void Monthly(Command command, ToolContext context) => Describe(command, context, ReportKind.Monthly);

    public static void Yearly(Command command, ToolContext context) => Describe(command, context, ReportKind.Yearly);

    public static void Hourly(Command command, ToolContext context) => Describe(command, context, ReportKind.Hourly);

    private static void Describe(Command command, ToolContext context, ReportKind kind)
    {
        SharedOptions.AddTo(command);
        command.SetAction(parsed => new ReportRun(parsed, context).Run(kind));
    }
}

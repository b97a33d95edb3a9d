using System.CommandLine;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Commands;

/// <summary>Usage by period: <c>daily</c>, <c>weekly</c>, <c>monthly</c>, <c>yearly</c>, <c>hourly</c>.</summary>
internal static class PeriodCommand
{
    public static void Daily(Command command, ToolContext context) => Describe(command, context, Period.Day);

    public static void Weekly(Command command, ToolContext context) => Describe(command, context, Period.Week);

    public static void Monthly(Command command, ToolContext context) => Describe(command, context, Period.Month);

    public static void Yearly(Command command, ToolContext context) => Describe(command, context, Period.Year);

    public static void Hourly(Command command, ToolContext context) => Describe(command, context, Period.Hour);

    private static void Describe(Command command, ToolContext context, Period period)
    {
        SharedOptions.AddTo(command);
        command.SetAction(parsed => Run(parsed, context, period));
    }

    private static int Run(ParseResult parsed, ToolContext context, Period period)
    {
        var options = OptionReader.Read(parsed, context);
        throw new ToolException($"This build has no renderer for {period} and {options.Format} yet.");
    }
}

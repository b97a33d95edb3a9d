namespace Toktrack.Tool.Terminal;

/// <summary>
/// Whether to write colours. In this order: <c>--color</c> and <c>--no-color</c>; <c>NO_COLOR</c> (any text); <c>FORCE_COLOR</c>
/// (any text but <c>0</c> and <c>false</c>); <c>TERM=dumb</c>; a terminal gets colours and anything else none.
/// </summary>
internal static class ColorRules
{
    public static bool UseColor(bool? asked, Func<string, string?> variable, bool isTerminal)
    {
        if (asked is { } choice) return choice;
        if (!string.IsNullOrEmpty(variable("NO_COLOR"))) return false;
        if (variable("FORCE_COLOR") is { Length: > 0 } force) return force is not ("0" or "false");
        return isTerminal && variable("TERM") != "dumb";
    }
}

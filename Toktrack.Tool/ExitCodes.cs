namespace Toktrack.Tool;

/// <summary>What the exit code of <c>toktrack</c> means. Scripts depend on it.</summary>
internal static class ExitCodes
{
    /// <summary>The report was printed, also when there is no usage, when a file could not be read, or when the reader of the output went away.</summary>
    public const int Success = 0;

    /// <summary>A failure prevented the report.</summary>
    public const int Failure = 1;

    /// <summary>A command, option or value that does not exist.</summary>
    public const int WrongUsage = 2;

    /// <summary><c>check</c>: a budget is exceeded.</summary>
    public const int BudgetExceeded = 3;

    /// <summary><c>check --strict</c>: no budget is exceeded as far as prices are known, but some usage has no known price.</summary>
    public const int UnpricedUsage = 4;

    /// <summary>All of them with their meaning, for the help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Success, "The report was printed, also when there is no usage"),
        (Failure, "A failure prevented the report"),
        (WrongUsage, "A command, option or value that does not exist"),
        (BudgetExceeded, "check: a budget is exceeded"),
        (UnpricedUsage, "check --strict: some usage has no known price"),
    ];
}

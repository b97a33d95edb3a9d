namespace Toktrack.Tool.Demo.Codex;

/// <summary>Measured sizes of Codex' lines by kind, and token counts of its responses.</summary>
internal static class CodexLineSizes
{
    public static Distribution Reasoning { get; } = Bytes(304, 123, 296, 296, 1701, 79128);

    public static Distribution FunctionCall { get; } = Bytes(415, 277, 364, 572, 1075, 11590);

    public static Distribution FunctionOutput { get; } = Bytes(3634, 316, 1170, 8897, 33336, 76081);

    public static Distribution CustomCall { get; } = Bytes(1369, 483, 675, 2657, 12221, 39258);

    public static Distribution CustomOutput { get; } = Bytes(4000, 356, 701, 11678, 42726, 44436);

    public static Distribution Message { get; } = Bytes(1416, 303, 472, 2262, 29933, 45272);

    public static Distribution AgentMessage { get; } = Bytes(652, 303, 412, 1271, 4014, 10596);

    public static Distribution CommandEnd { get; } = Bytes(3287, 612, 1633, 8910, 11707, 12172);

    public static Distribution PatchEnd { get; } = Bytes(3052, 718, 1720, 7176, 16720, 31750);

    public static Distribution ToolCallEnd { get; } = Bytes(17962, 1466, 11142, 27457, 190470, 450390);

    public static Distribution TurnContext { get; } = Bytes(1663, 312, 1653, 3115, 5414, 10036);

    public static Distribution SessionMeta { get; } = Bytes(20625, 7198, 18583, 41553, 41622, 41623);

    public static Distribution Compacted { get; } = Bytes(48574, 30458, 49063, 59959, 69791, 69792);

    /// <summary>Bytes of a session file.</summary>
    public static Distribution File { get; } = new([(0, 40_000), (5, 105_391), (25, 202_333), (50, 539_112), (75, 1_436_101), (90, 2_566_367), (99, 3_872_747), (100, 12_000_000)]);

    /// <summary>Prompt tokens that are new with a response.</summary>
    public static Distribution Growth { get; } = new([(0, 60), (25, 300), (50, 900), (75, 2_400), (90, 6_000), (99, 18_000), (100, 40_000)]);

    public static Distribution Output { get; } = new([(0, 12), (10, 60), (50, 240), (75, 620), (90, 1_500), (99, 6_000), (100, 15_000)]);

    private static Distribution Bytes(double mean, double p10, double p50, double p90, double p99, double max) =>
        new([(0, p10 * 0.95), (10, p10), (50, p50), (90, p90), (99, p99), (100, max)], mean);
}

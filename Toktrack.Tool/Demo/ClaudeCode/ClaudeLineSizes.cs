namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>Measured sizes of lines by kind, and token counts of responses, of one era of the format.</summary>
internal sealed class ClaudeLineSizes
{
    private ClaudeLineSizes()
    {
    }

    /// <summary>Sizes up to version 2.1.42.</summary>
    public static ClaudeLineSizes Old { get; } = new()
    {
        ToolUse = Bytes(1456, 982, 1012, 1058, 1265, 2059, 7917, 40775),
        ToolResult = Bytes(11095, 721, 1066, 3409, 11530, 34326, 90861, 961405),
        Thinking = Bytes(2380, 1238, 1305, 1480, 2185, 3864, 14544, 84528),
        Text = Bytes(1162, 895, 923, 968, 1096, 1705, 3550, 11005),
        Prompt = Bytes(1245, 491, 530, 578, 686, 1018, 11111, 415645),
        Snapshot = Bytes(720, 236, 350, 518, 937, 1508, 2412, 3123),
        Queue = Bytes(358, 138, 138, 165, 201, 249, 6712, 12001),
        Meta = Bytes(2711, 651, 675, 730, 3948, 6926, 10856, 10915),
        BashProgress = Bytes(872, 567, 579, 614, 917, 1459, 3112, 32109),
        AgentProgress = Bytes(9011, 1855, 2208, 2976, 6376, 18740, 100333, 217670),
        Attachment = Bytes(600, 425, 444, 583, 600, 700, 900, 1000),
        Input = Tokens((0, 1), (25, 1), (50, 7), (75, 8), (95, 10), (99, 20), (99.9, 2755), (100, 10775)),
        CacheCreation = Tokens((0, 60), (5, 101), (25, 294), (50, 598), (75, 1317), (90, 3731), (100, 9000)),
        GroupWeights = [2897, 8405, 3215, 607, 195, 87, 34, 17, 11, 8],
        Kinds = [0.27, 0.242, 0.489],
    };

    /// <summary>Sizes from version 2.1.89 on.</summary>
    public static ClaudeLineSizes New { get; } = new()
    {
        ToolUse = Bytes(1858, 1299, 1368, 1437, 1770, 2769, 6822, 42132),
        ToolResult = Bytes(5145, 790, 1118, 2258, 5145, 10390, 37228, 1252297),
        Thinking = Bytes(4564, 1643, 1833, 2637, 4908, 9331, 27253, 72741),
        Text = Bytes(1580, 1213, 1260, 1312, 1468, 2405, 4977, 14683),
        Prompt = Bytes(932, 507, 533, 580, 733, 1511, 6218, 10216),
        Snapshot = Bytes(1145, 236, 438, 861, 1532, 2664, 3592, 3952),
        Queue = Bytes(1413, 138, 139, 157, 2295, 4310, 12583, 13381),
        Meta = Bytes(2656, 700, 714, 751, 3678, 4605, 24775, 24775),
        BashProgress = Bytes(872, 567, 579, 614, 917, 1459, 3112, 32109),
        AgentProgress = Bytes(9011, 1855, 2208, 2976, 6376, 18740, 100333, 217670),
        Attachment = Bytes(2528, 425, 444, 583, 2130, 7291, 22131, 49934),
        Input = Tokens((0, 1), (50, 1), (75, 2), (90, 5), (95, 6), (99, 1320), (99.9, 26131), (100, 32472)),
        CacheCreation = Tokens((0, 80), (5, 151), (25, 386), (50, 750), (75, 1648), (90, 3572), (95, 6751), (100, 20000)),
        GroupWeights = [2789, 1983, 1069, 154, 69, 8, 8, 1, 1, 2],
        Kinds = [0.199, 0.227, 0.573],
    };

    /// <summary>Output of a finished response.</summary>
    public static Distribution Output { get; } = Tokens((0, 20), (5, 94), (10, 110), (25, 144), (50, 282), (75, 703), (90, 1706), (95, 2685), (99, 6533), (99.9, 14557), (100, 22690));

    /// <summary>The output that a line states while its response is still being streamed.</summary>
    public static Distribution Placeholder { get; } = Tokens((0, 1), (40, 1), (60, 3), (75, 9), (90, 24), (100, 90));

    public required Distribution ToolUse { get; init; }

    public required Distribution ToolResult { get; init; }

    public required Distribution Thinking { get; init; }

    public required Distribution Text { get; init; }

    public required Distribution Prompt { get; init; }

    public required Distribution Snapshot { get; init; }

    public required Distribution Queue { get; init; }

    public required Distribution Meta { get; init; }

    public required Distribution BashProgress { get; init; }

    public required Distribution AgentProgress { get; init; }

    public required Distribution Attachment { get; init; }

    public required Distribution Input { get; init; }

    public required Distribution CacheCreation { get; init; }

    /// <summary>How many responses have 1, 2, 3 … lines.</summary>
    public required double[] GroupWeights { get; init; }

    /// <summary>Shares of thinking, text and tool use among assistant lines.</summary>
    public required double[] Kinds { get; init; }

    private static Distribution Bytes(double mean, double p10, double p25, double p50, double p75, double p90, double p99, double max) =>
        new([(0, p10 * 0.97), (10, p10), (25, p25), (50, p50), (75, p75), (90, p90), (99, p99), (100, max)], mean);

    private static Distribution Tokens(params ReadOnlySpan<(double Percent, double Value)> quantiles) => new(quantiles);
}

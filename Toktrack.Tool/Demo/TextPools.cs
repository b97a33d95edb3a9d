using System.Text;

namespace Toktrack.Tool.Demo;

/// <summary>The kinds of text that sessions are made of.</summary>
internal sealed class TextPools
{
    private static readonly string[] s_verbs =
    [
        "parse", "load", "merge", "resolve", "render", "build", "index", "fetch", "write", "read", "validate", "split",
        "encode", "decode", "flush", "retry", "sort", "group", "count", "schedule", "publish", "cache", "trim", "open",
    ];

    private static readonly string[] s_nouns =
    [
        "session", "record", "window", "token", "cursor", "buffer", "ledger", "branch", "commit", "queue", "report",
        "invoice", "order", "account", "cluster", "route", "schema", "header", "worker", "batch", "snapshot", "policy",
        "stream", "filter", "channel", "theme", "layout", "payload", "request", "response", "config", "manifest",
    ];

    private static readonly string[] s_adjectives =
        ["pending", "stale", "empty", "remote", "local", "active", "shared", "nested", "partial", "final", "first", "slow"];

    private static readonly string[] s_extensions = ["go", "ts", "rs", "py", "cs", "md", "json", "yaml"];

    private static readonly string[] s_ideographs =
        ["会话记录解析器需要更新", "我们先检查测试结果", "この関数は再試行を行います", "変更を確認してください", "请运行构建命令", "오류를 처리합니다", "缓存策略与文件路径"];

    /// <param name="seed">Chooses the texts.</param>
    /// <param name="size">Bytes of each pool.</param>
    public TextPools(ulong seed, int size)
    {
        var random = CorpusRandom.For(seed, -1);
        Code = new TextPool(size, ref random, CodeLine);
        Numbered = new TextPool(size, ref random, NumberedLine);
        Prose = new TextPool(size, ref random, ProseLine);
        Output = new TextPool(size, ref random, OutputLine);
        Quoted = new TextPool(size / 4, ref random, QuotedLogLine);
        Foreign = new TextPool(size / 4, ref random, ForeignLine);
        Base64 = new TextPool(size, ref random, Base64Run);
    }

    /// <summary>Source code: tabs, quotes and line ends, each of them escaped.</summary>
    public TextPool Code { get; }

    /// <summary>Source code as a file viewer prints it: a number and an arrow (not ASCII) before each line.</summary>
    public TextPool Numbered { get; }

    /// <summary>English sentences.</summary>
    public TextPool Prose { get; }

    /// <summary>What shell commands print: paths, test results, some colour codes.</summary>
    public TextPool Output { get; }

    /// <summary>Session logs printed by a tool: <c>\"usage\":{</c> that is no usage.</summary>
    public TextPool Quoted { get; }

    /// <summary>Chinese, Japanese and Korean text between code.</summary>
    public TextPool Foreign { get; }

    /// <summary>Signatures and other opaque data.</summary>
    public TextPool Base64 { get; }

    /// <summary>A file name that looks like source code.</summary>
    public static string FileName(ref CorpusRandom random) =>
        $"internal/{random.Pick(s_nouns)}/{random.Pick(s_verbs)}_{random.Pick(s_nouns)}.{random.Pick(s_extensions)}";

    private static void CodeLine(StringBuilder text, ref CorpusRandom random)
    {
        var depth = random.Below(4);
        for (var i = 0; i < depth; i++)
        {
            text.Append("\\t");
        }

        string verb = random.Pick(s_verbs), noun = random.Pick(s_nouns), other = random.Pick(s_nouns);
        _ = random.Below(12) switch
        {
            0 => text.Append("if err := ").Append(verb).Append('(').Append(noun).Append("); err != nil {"),
            1 => text.Append("return fmt.Errorf(\\\"").Append(verb).Append(' ').Append(noun).Append(": %w\\\", err)"),
            2 => text.Append("// ").Append(verb).Append(" the ").Append(noun).Append(" before the ").Append(other).Append(" is closed"),
            3 => text.Append("func ").Append(verb).Append('(').Append(noun).Append(" []string, ").Append(other).Append(" int) error {"),
            4 => text.Append('}'),
            5 => text.Append("const ").Append(noun).Append(" = \\\"").Append(other).Append("\\\";"),
            6 => text.Append("assert.Equal(t, \\\"").Append(noun).Append("\\\", ").Append(other).Append(".Name)"),
            7 => text.Append("for _, ").Append(noun).Append(" := range ").Append(other).Append("s {"),
            8 => text.Append("log.Printf(\\\"").Append(noun).Append("=%d\\\\n\\\", len(").Append(other).Append("))"),
            9 => text.Append("json:\\\"").Append(noun).Append(",omitempty\\\""),
            10 => text.Append(noun).Append('.').Append(verb).Append('(').Append(other).Append(", ").Append(random.Below(1000)).Append(')'),
            _ => text,
        };
        text.Append("\\n");
    }

    private static void NumberedLine(StringBuilder text, ref CorpusRandom random)
    {
        text.Append("   ").Append(random.Between(10, 999)).Append('→');
        CodeLine(text, ref random);
    }

    private static void ProseLine(StringBuilder text, ref CorpusRandom random)
    {
        text.Append("The ").Append(random.Pick(s_adjectives)).Append(' ').Append(random.Pick(s_nouns)).Append(" has to ")
            .Append(random.Pick(s_verbs)).Append(" its ").Append(random.Pick(s_nouns)).Append(" before we ")
            .Append(random.Pick(s_verbs)).Append(" the ").Append(random.Pick(s_adjectives)).Append(' ').Append(random.Pick(s_nouns));
        _ = random.Below(10) switch
        {
            0 => text.Append(".\\n\\n"),
            1 => text.Append(", see `").Append(FileName(ref random)).Append("`.\\n- "),
            2 => text.Append(" – that is the \\\"").Append(random.Pick(s_nouns)).Append("\\\" case. "),
            _ => text.Append(". "),
        };
    }

    private static void OutputLine(StringBuilder text, ref CorpusRandom random)
    {
        _ = random.Below(8) switch
        {
            0 => text.Append("ok  \\tgithub.com/acme/").Append(random.Pick(s_nouns)).Append("\\t0.").Append(random.Between(100, 999)).Append("s\\n"),
            1 => text.Append("--- FAIL: Test").Append(random.Pick(s_nouns)).Append(" (0.0").Append(random.Below(10)).Append("s)\\n"),
            2 => text.Append(FileName(ref random)).Append(':').Append(random.Below(900)).Append(":\\t").Append(random.Pick(s_verbs)).Append("()\\n"),
            3 => text.Append("\\u001b[32m✓\\u001b[0m ").Append(random.Pick(s_verbs)).Append(" the ").Append(random.Pick(s_nouns)).Append("\\n"),
            4 => text.Append("-rw-r--r--  1 dev dev  ").Append(random.Below(90000)).Append(" Jul 12 09:14 ").Append(random.Pick(s_nouns)).Append(".json\\n"),
            5 => text.Append("{\\\"").Append(random.Pick(s_nouns)).Append("\\\": ").Append(random.Below(5000)).Append(", \\\"path\\\": \\\"C:\\\\\\\\src\\\\\\\\").Append(random.Pick(s_nouns)).Append("\\\"}\\n"),
            6 => text.Append("warning: unused ").Append(random.Pick(s_nouns)).Append(" in ").Append(FileName(ref random)).Append("\\n"),
            _ => text.Append("    at ").Append(random.Pick(s_verbs)).Append(" (").Append(FileName(ref random)).Append(':').Append(random.Below(400)).Append(")\\n"),
        };
    }

    private static void QuotedLogLine(StringBuilder text, ref CorpusRandom random) =>
        text.Append("{\\\"type\\\":\\\"assistant\\\",\\\"message\\\":{\\\"model\\\":\\\"claude-opus-4-8\\\",\\\"id\\\":\\\"msg_").Append(random.Next())
            .Append("\\\",\\\"usage\\\":{\\\"input_tokens\\\":").Append(random.Below(9)).Append(",\\\"output_tokens\\\":").Append(random.Below(900))
            .Append("}},\\\"requestId\\\":\\\"req_").Append(random.Next()).Append("\\\"}\\n");

    private static void ForeignLine(StringBuilder text, ref CorpusRandom random)
    {
        text.Append(random.Pick(s_ideographs));
        if (random.Chance(0.5))
        {
            CodeLine(text, ref random);
        }
    }

    private static void Base64Run(StringBuilder text, ref CorpusRandom random)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var word = 0; word < 3; word++)
        {
            var bits = random.Next();
            for (var i = 0; i < 8; i++, bits >>= 6)
            {
                text.Append(Alphabet[(int)(bits & 63)]);
            }
        }
    }
}

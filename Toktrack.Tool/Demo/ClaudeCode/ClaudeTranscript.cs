using System.Text;

namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>One transcript being written: what every line of it repeats, and the chain of ids.</summary>
internal sealed class ClaudeTranscript(LogWriter log)
{
    private byte[] _context = [];
    private byte[] _agent = [];
    private (ulong High, ulong Low) _last;
    private bool _old;

    /// <summary>The file.</summary>
    public LogWriter Log { get; } = log;

    /// <summary>Bytes to write.</summary>
    public long Target { get; set; }

    /// <summary>True for sub-agents.</summary>
    public bool IsSidechain => _agent.Length > 0;

    /// <summary>Tokens of the conversation so far.</summary>
    public int ContextTokens { get; set; }

    /// <summary>Bytes of the last written assistant line that were not its content.</summary>
    public int Overhead { get; set; } = 700;

    /// <summary>True when enough was written.</summary>
    public bool IsFull => Log.Length >= Target;

    /// <summary>Sets what every line says.</summary>
    public void Begin(ClaudeVersion version, string folder, ReadOnlySpan<byte> sessionId, string branch, string slug, string agent)
    {
        var entrypoint = version.IsOld ? "" : "\"entrypoint\":\"cli\",";
        var slugField = slug.Length > 0 ? $",\"slug\":\"{slug}\"" : "";
        _context = Encoding.ASCII.GetBytes(
            $"\"userType\":\"external\",{entrypoint}\"cwd\":\"{folder}\",\"sessionId\":\"{Encoding.ASCII.GetString(sessionId)}\"," +
            $"\"version\":\"{version.Name}\",\"gitBranch\":\"{branch}\"{slugField}");
        _agent = agent.Length > 0 ? Encoding.ASCII.GetBytes($"\"agentId\":\"{agent}\",") : [];
        _old = version.IsOld;
    }

    /// <summary>Writes the beginning of a line: parent, sidechain and, in the old order, the context.</summary>
    public LogWriter Open()
    {
        Log.Raw("{\"parentUuid\":"u8);
        if (_last.High == 0)
        {
            Log.Raw("null"u8);
        }
        else
        {
            Log.Raw("\""u8).Uuid(_last.High, _last.Low).Raw("\""u8);
        }

        Log.Raw(IsSidechain ? ",\"isSidechain\":true,"u8 : ",\"isSidechain\":false,"u8);
        if (_old)
        {
            Log.Raw(_context).Raw(","u8);
        }

        return Log.Raw(_agent);
    }

    /// <summary>Writes <c>"uuid":…,"timestamp":…</c>; the line becomes the parent of the next one.</summary>
    public LogWriter Stamp(ref CorpusRandom random, long time)
    {
        _last = (random.Next() | 1, random.Next());
        return Log.Raw("\"uuid\":\""u8).Uuid(_last.High, _last.Low).Raw("\",\"timestamp\":\""u8).Time(time).Raw("\""u8);
    }

    /// <summary>Writes the uuid of the line before this one.</summary>
    public LogWriter Parent() => Log.Uuid(_last.High, _last.Low);

    /// <summary>Writes the end of a line: in the new order the context, then the brace and, unless <paramref name="glued"/>, a line feed.</summary>
    public void Close(bool glued = false)
    {
        if (!_old)
        {
            Log.Raw(","u8).Raw(_context);
        }

        Log.Raw(glued ? "}"u8 : "}\n"u8);
        Log.LineEnded();
    }

    /// <summary>Starts anew for another file.</summary>
    public void Reset()
    {
        _last = default;
        ContextTokens = 0;
        Overhead = 700;
    }
}

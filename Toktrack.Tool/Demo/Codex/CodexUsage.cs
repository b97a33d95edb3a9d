namespace Toktrack.Tool.Demo.Codex;

/// <summary>Token counts as Codex states them: cached and cache-write are parts of the input, reasoning is part of the output.</summary>
internal struct CodexUsage
{
    public long Input;
    public long Cached;
    public long CacheWrite;
    public long Output;
    public long Reasoning;

    /// <summary>Adds <paramref name="other"/>.</summary>
    public void Add(in CodexUsage other)
    {
        Input += other.Input;
        Cached += other.Cached;
        CacheWrite += other.CacheWrite;
        Output += other.Output;
        Reasoning += other.Reasoning;
    }

    /// <summary>Writes the object; from version 0.144 on it states cache writes.</summary>
    public readonly void Write(LogWriter log, bool writesCacheWrites)
    {
        log.Raw("{\"input_tokens\":"u8).Number(Input).Raw(",\"cached_input_tokens\":"u8).Number(Cached);
        if (writesCacheWrites)
        {
            log.Raw(",\"cache_write_input_tokens\":"u8).Number(CacheWrite);
        }

        log.Raw(",\"output_tokens\":"u8).Number(Output).Raw(",\"reasoning_output_tokens\":"u8).Number(Reasoning)
            .Raw(",\"total_tokens\":"u8).Number(Input + Output).Raw("}"u8);
    }
}

namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>The <c>usage</c> object in its two real shapes: that of a stream's beginning and that of its end.</summary>
internal static class ClaudeUsage
{
    /// <summary>Writes <c>"usage":{…}</c>, stating <paramref name="output"/> tokens of output.</summary>
    public static void Write(LogWriter log, in ClaudeResponse response, long output, bool finished, bool old)
    {
        ref readonly var tokens = ref response.Tokens;
        log.Raw("\"usage\":{\"input_tokens\":"u8).Number(tokens.Input)
            .Raw(",\"cache_creation_input_tokens\":"u8).Number(tokens.CacheWrite)
            .Raw(",\"cache_read_input_tokens\":"u8).Number(tokens.CacheRead);
        if (!finished)
        {
            log.Raw(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":"u8).Number(tokens.CacheWrite5m)
                .Raw(",\"ephemeral_1h_input_tokens\":"u8).Number(tokens.CacheWrite1h)
                .Raw("},\"output_tokens\":"u8).Number(output)
                .Raw(old ? ",\"service_tier\":\"standard\"}"u8 : ",\"service_tier\":\"standard\",\"inference_geo\":\"not_available\"}"u8);
            return;
        }

        log.Raw(",\"output_tokens\":"u8).Number(output)
            .Raw(",\"server_tool_use\":{\"web_search_requests\":0,\"web_fetch_requests\":0},\"service_tier\":\"standard\",\"cache_creation\":{\"ephemeral_1h_input_tokens\":"u8)
            .Number(tokens.CacheWrite1h).Raw(",\"ephemeral_5m_input_tokens\":"u8).Number(tokens.CacheWrite5m);
        if (old)
        {
            log.Raw("}}"u8);
            return;
        }

        log.Raw("},\"inference_geo\":\"\",\"iterations\":["u8);
        if ((response.Id.First & 15) > 1)
        {
            log.Raw("{\"input_tokens\":"u8).Number(tokens.Input).Raw(",\"output_tokens\":"u8).Number(output)
                .Raw(",\"cache_read_input_tokens\":"u8).Number(tokens.CacheRead)
                .Raw(",\"cache_creation_input_tokens\":"u8).Number(tokens.CacheWrite)
                .Raw(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":"u8).Number(tokens.CacheWrite5m)
                .Raw(",\"ephemeral_1h_input_tokens\":"u8).Number(tokens.CacheWrite1h).Raw("},\"type\":\"message\"}"u8);
        }

        log.Raw("],\"speed\":\"standard\"}"u8);
    }
}

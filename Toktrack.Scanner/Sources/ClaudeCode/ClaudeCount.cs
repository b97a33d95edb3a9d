namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>The counts of a <c>usage</c> object; the numbers are their slots in a shape.</summary>
internal enum ClaudeCount
{
    /// <summary><c>input_tokens</c></summary>
    Input,

    /// <summary><c>output_tokens</c></summary>
    Output,

    /// <summary><c>cache_read_input_tokens</c></summary>
    CacheRead,

    /// <summary><c>cache_creation_input_tokens</c></summary>
    CacheCreation,

    /// <summary><c>cache_creation.ephemeral_5m_input_tokens</c></summary>
    CacheWrite5m,

    /// <summary><c>cache_creation.ephemeral_1h_input_tokens</c></summary>
    CacheWrite1h,

    /// <summary><c>server_tool_use.web_search_requests</c></summary>
    WebSearches,
}

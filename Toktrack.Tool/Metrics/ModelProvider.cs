namespace Toktrack.Tool.Metrics;

/// <summary>
/// Who provides a model, in the words of the GenAI conventions (<c>gen_ai.provider.name</c>). A CLI of a vendor speaks its
/// vendor's format; for others the model's name tells.
/// </summary>
internal static class ModelProvider
{
    private static readonly (string Part, string Provider)[] s_models =
    [
        ("claude", "anthropic"), ("gpt", "openai"), ("codex", "openai"), ("gemini", "gcp.gen_ai"), ("grok", "x_ai"), ("deepseek", "deepseek"),
        ("mistral", "mistral_ai"), ("devstral", "mistral_ai"), ("codestral", "mistral_ai"), ("kimi", "moonshot_ai"), ("sonar", "perplexity"), ("command-r", "cohere"),
    ];

    /// <summary>The provider of a model used through a CLI; the CLI's own name where nothing better is known.</summary>
    public static string Of(string source, string model) => source switch
    {
        "claude-code" => "anthropic",
        "codex" => "openai",
        "gemini" => "gcp.gen_ai",
        _ => Array.Find(s_models, m => model.Contains(m.Part, StringComparison.OrdinalIgnoreCase)).Provider ?? source,
    };
}

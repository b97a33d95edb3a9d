namespace Toktrack.Tool.Configuration;

/// <summary>The configuration says something that has no meaning: which file, which key, what is accepted.</summary>
internal sealed class ConfigurationException(string message) : ToolException(message, ExitCodes.WrongUsage);

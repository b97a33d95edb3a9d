using System.CommandLine;

namespace Toktrack.Tool.Commands;

/// <summary>A line of the catalogue.</summary>
/// <param name="Name">What users type.</param>
/// <param name="Summary">One line of help.</param>
/// <param name="Describe">Adds options, arguments, sub-commands and the action. Called only for the command that is used.</param>
/// <param name="Aliases">Other names.</param>
internal sealed record CommandEntry(string Name, string Summary, Action<Command, ToolContext> Describe, params string[] Aliases);

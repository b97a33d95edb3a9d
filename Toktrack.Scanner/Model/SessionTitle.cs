namespace Toktrack.Scanner.Model;

/// <summary>What a CLI calls a session, for people. Made from what users wrote: untrusted, and stored only where the user asked for it.</summary>
/// <param name="Source">The CLI.</param>
/// <param name="Session">The session's id.</param>
/// <param name="Text">The title.</param>
public sealed record SessionTitle(SourceId Source, string Session, string Text);

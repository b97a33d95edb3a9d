namespace Toktrack.Scanner.Pipeline;

/// <summary>The five names of a record, which its neighbours in a log mostly share.</summary>
internal readonly record struct RecordContext(int File, int Model, int Project, int Session, int Branch);

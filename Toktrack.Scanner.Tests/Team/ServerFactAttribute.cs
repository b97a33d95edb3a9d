namespace Toktrack.Scanner.Tests.Team;

/// <summary>A test that kills, fills or locks a PostgreSQL server and so needs one of its own; skipped where its programs are not installed.</summary>
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute()
    {
        if (!PostgresServer.CanStart) Skip = "PostgreSQL's server programs are not installed.";
        else if (NeedsMount && Environment.UserName != "root") Skip = "A small file system can only be mounted by root.";
    }

    public bool NeedsMount { get; init; }
}

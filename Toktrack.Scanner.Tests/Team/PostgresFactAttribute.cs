namespace Toktrack.Scanner.Tests.Team;

/// <summary>A test that needs a PostgreSQL server: the one <c>TOKTRACK_TEST_POSTGRES</c> names, else one of its own; skipped where neither is to be had.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresServer.IsReachable) Skip = "No PostgreSQL server: set TOKTRACK_TEST_POSTGRES, or install postgresql.";
    }
}

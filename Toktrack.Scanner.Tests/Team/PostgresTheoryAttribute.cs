namespace Toktrack.Scanner.Tests.Team;

/// <summary>As <see cref="PostgresFactAttribute"/>, for theories.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute()
    {
        if (!PostgresServer.IsReachable) Skip = "No PostgreSQL server: set TOKTRACK_TEST_POSTGRES, or install postgresql.";
    }
}

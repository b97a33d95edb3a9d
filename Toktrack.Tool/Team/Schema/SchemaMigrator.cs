using System.Globalization;
using Npgsql;

namespace Toktrack.Tool.Team.Schema;

/// <summary>Brings the schema <c>toktrack</c> of a database to the version this program knows: numbered scripts, each applied once, all in one transaction.</summary>
internal static class SchemaMigrator
{
    private const string Prefix = "Toktrack.Tool.Team.";

    private static readonly Lazy<string[]> s_scripts = new(() =>
        [.. typeof(SchemaMigrator).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);

    /// <summary>The newest version: the number of scripts.</summary>
    public static int Newest => s_scripts.Value.Length;

    /// <summary>Creates or migrates the schema; returns the version it had, 0 for none.</summary>
    /// <exception cref="ToolException">It is newer than this program knows (nothing was changed), or may not be changed by this user.</exception>
    public static int Migrate(NpgsqlConnection connection, DatabaseUrl url, int target = int.MaxValue)
    {
        target = Math.Min(target, Newest);
        var found = VersionOf(connection);
        RefuseNewer(found, url);
        if (found >= target) return found;
        try
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, "SELECT pg_advisory_xact_lock(hashtextextended('toktrack.schema', 0))");
            found = VersionOf(connection); // another client may have been faster
            RefuseNewer(found, url);
            if (found == 0) Run(connection, "CREATE SCHEMA IF NOT EXISTS toktrack");
            for (var version = found + 1; version <= target; version++)
            {
                Run(connection, Script(version));
                Run(connection, $"INSERT INTO toktrack.schema_version (version) VALUES ({version.ToString(CultureInfo.InvariantCulture)})");
            }

            transaction.Commit();
            return found;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ToolException(found == 0
                ? $"The database {url.Place} has no toktrack schema, and this user may not create one. Its owner has to run 'toktrack push --schema-only' once."
                : $"The database {url.Place} has schema {found}; this toktrack needs {Newest}. Its owner has to run 'toktrack push --schema-only'.");
        }
    }

    /// <summary>Refuses a database whose schema is not the one this program asks questions of.</summary>
    /// <exception cref="ToolException">It is missing, older or newer.</exception>
    public static void Require(NpgsqlConnection connection, DatabaseUrl url)
    {
        var found = VersionOf(connection);
        RefuseNewer(found, url);
        if (found == 0) throw new ToolException($"The database {url.Place} has no toktrack schema: nothing was pushed to it yet, or this user may not see it.");
        if (found < Newest) throw new ToolException($"The database {url.Place} has schema {found}; this toktrack needs {Newest}. Run 'toktrack push --schema-only' as its owner.");
    }

    /// <summary>The text of a script.</summary>
    private static string Script(int version)
    {
        using var stream = typeof(SchemaMigrator).Assembly.GetManifestResourceStream(s_scripts.Value[version - 1])!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A role that may only push cannot read the table; before version 2 there is no function to ask instead.
    private static int VersionOf(NpgsqlConnection connection)
    {
        using var exists = new NpgsqlCommand(
            "SELECT CASE WHEN to_regprocedure('toktrack.schema_version()') IS NOT NULL THEN 2 WHEN to_regclass('toktrack.schema_version') IS NOT NULL THEN 1 ELSE 0 END", connection);
        var kind = (int)exists.ExecuteScalar()!;
        if (kind == 0) return 0;
        using var version = new NpgsqlCommand(kind == 2 ? "SELECT toktrack.schema_version()" : "SELECT coalesce(max(version), 0) FROM toktrack.schema_version", connection);
        return (int)version.ExecuteScalar()!;
    }

    private static void RefuseNewer(int version, DatabaseUrl url)
    {
        if (version > Newest) throw new ToolException($"The database {url.Place} has schema {version}; this version of toktrack knows up to {Newest}. It was left untouched. Update toktrack.");
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }; // a large database takes its time
        command.ExecuteNonQuery();
    }
}

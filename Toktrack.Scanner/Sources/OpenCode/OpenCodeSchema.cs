using System.Text;
using Microsoft.Data.Sqlite;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Which of the tables and columns a reader wants a database has, and the query that follows from it.</summary>
/// <remarks>Every version so far has <c>message(id, session_id, data)</c>; all else may be missing and is then done without.</remarks>
internal sealed class OpenCodeSchema
{
    private readonly HashSet<string> _message;
    private readonly HashSet<string> _session;

    private OpenCodeSchema(HashSet<string> message, HashSet<string> session)
    {
        _message = message;
        _session = session;
    }

    /// <summary>True when rows carry the time of their last change, so that only changed ones need to be read.</summary>
    public bool HasUpdated => _message.Contains("time_updated");

    /// <summary>True when rows are numbered in the order they were inserted.</summary>
    public bool HasRowId { get; private init; }

    /// <summary>The schema of an open database, or null where it is not OpenCode's.</summary>
    public static OpenCodeSchema? Of(SqliteConnection connection)
    {
        var message = Columns(connection, "message");
        if (!message.Contains("id") || !message.Contains("session_id") || !message.Contains("data")) return null;
        var session = Columns(connection, "session");
        if (!session.Contains("id")) session.Clear();
        return new(message, session) { HasRowId = NumbersRows(connection) };
    }

    /// <summary>
    /// The query for messages, in the columns of <see cref="OpenCodeDatabaseReader"/>; with <paramref name="incremental"/> only
    /// rows changed at or after <c>$since</c> or numbered above <c>$row</c>.
    /// </summary>
    public string Query(bool incremental)
    {
        var sql = new StringBuilder("SELECT ").Append(HasRowId ? "m.rowid" : "0").Append(", m.id, m.session_id, m.data, ")
            .Append(HasUpdated ? "m.time_updated" : "0").Append(", ")
            .Append(_message.Contains("time_created") ? "m.time_created" : "0").Append(", ")
            .Append(_session.Contains("directory") ? "s.directory" : "NULL").Append(", ")
            .Append(_session.Contains("title") ? "s.title" : "NULL").Append(", ")
            .Append(ForkOrigin()).Append(" FROM message m");
        if (_session.Count > 0) sql.Append(" LEFT JOIN session s ON s.id = m.session_id");
        if (incremental) sql.Append(" WHERE m.time_updated >= $since").Append(HasRowId ? " OR m.rowid > $row" : "");
        return sql.ToString();
    }

    private string ForkOrigin()
    {
        var origins = _session.Where(c => c == "parent_id" || OpenCodeSession.IsForkOrigin(c))
            .Select(c => $"ifnull(s.\"{c.Replace("\"", "\"\"")}\", '') <> ''");
        var sql = string.Join(" OR ", origins);
        return sql.Length == 0 ? "0" : sql;
    }

    private static HashSet<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var rows = command.ExecuteReader();
        var columns = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) columns.Add(rows.GetString(0));
        return columns;
    }

    private static bool NumbersRows(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM message LIMIT 1";
        try
        {
            command.ExecuteScalar();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 1)
        {
            return false;
        }
    }
}

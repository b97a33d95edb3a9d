using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Reads the messages of one database, in one transaction: the state of one moment, whatever is written meanwhile.</summary>
internal sealed class OpenCodeDatabaseReader(ReaderContext context, OpenCodeRecords records)
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Reads <paramref name="file"/>, from where <paramref name="state"/> says an earlier run stopped.</summary>
    /// <exception cref="IOException">The database is locked, or gone.</exception>
    public FileCheckpoint Read(LogFile file, ReadOnlySpan<byte> state)
    {
        if (!File.Exists(file.Path)) throw new FileNotFoundException("The database is gone.", file.Path);
        try
        {
            using var database = OpenCodeDatabase.Open(file.Path);
            return OpenCodeSchema.Of(database.Connection) is { } schema
                ? ReadMessages(file, database.Connection, schema, state)
                : Refuse(file, DiagnosticKind.UnknownFormat, "The database has no table message(id, session_id, data): it is not of a known OpenCode version, and was skipped.");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            throw new IOException("The database stayed locked; it is read next time.", e);
        }
        catch (SqliteException e)
        {
            return Refuse(file, DiagnosticKind.UnknownFormat, $"SQLite cannot read the database ({e.Message.TrimEnd('.')}); messages it could not give were skipped.");
        }
    }

    private FileCheckpoint ReadMessages(LogFile file, SqliteConnection connection, OpenCodeSchema schema, ReadOnlySpan<byte> packed)
    {
        var incremental = OpenCodeState.TryUnpack(packed, out var last) && schema.HasUpdated && IsSameDatabase(connection, schema, last);
        if (!incremental) last = default;
        var fileName = context.Names.Intern(NameKind.File, file.Path);
        using var command = connection.CreateCommand();
        command.CommandText = schema.Query(incremental);
        if (incremental)
        {
            command.Parameters.AddWithValue("$since", last.Updated - OpenCodeState.Overlap);
            if (schema.HasRowId) command.Parameters.AddWithValue("$row", last.Row);
        }

        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var row = rows.GetInt64(0);
            var updated = Integer(rows, 4);
            var id = Text(rows, 1) ?? "";
            if (row > last.Row) last = last with { Row = row, Message = JsonValues.Hash(id) };
            if (updated > last.Updated) last = last with { Updated = updated };
            ReadMessage(file, fileName, rows, id, row, updated);
        }

        return new(0, 0, last.Pack());
    }

    private void ReadMessage(LogFile file, int fileName, SqliteDataReader rows, string id, long row, long updated)
    {
        OpenCodeMessage message;
        try
        {
            message = OpenCodeMessage.Parse(Data(rows));
        }
        catch (JsonException)
        {
            context.Diagnostics.Report(DiagnosticKind.MalformedLine, file.Path, -1, $"The data of message {id} (row {row}) is not a JSON object; the row was skipped.");
            return;
        }

        if (message.Created == 0) message.Created = JsonValues.TicksOf(Integer(rows, 5));
        var title = Text(rows, 7);
        var session = new OpenCodeSession(Text(rows, 2) ?? "", Text(rows, 6), title, Integer(rows, 8) != 0 || OpenCodeSession.IsForkTitle(title));
        records.Add(file, fileName, message, id, session, row, Math.Max(0, updated));
    }

    // A restored backup or another database under the same name has other rows than those the state speaks of.
    private static bool IsSameDatabase(SqliteConnection connection, OpenCodeSchema schema, in OpenCodeState last)
    {
        if (!schema.HasRowId || last.Row == 0) return last.Row == 0;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM message WHERE rowid = $row";
        command.Parameters.AddWithValue("$row", last.Row);
        return command.ExecuteScalar() is string id && JsonValues.Hash(id) == last.Message;
    }

    private static byte[] Data(SqliteDataReader rows) => rows.GetValue(3) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        _ => [],
    };

    private static string? Text(SqliteDataReader rows, int column) => rows.GetValue(column) as string;

    private static long Integer(SqliteDataReader rows, int column) => rows.GetValue(column) switch
    {
        long value => value,
        double value when value is > 0 and < 1e15 => (long)value,
        _ => 0,
    };

    private FileCheckpoint Refuse(LogFile file, DiagnosticKind kind, string detail)
    {
        context.Diagnostics.Report(kind, file.Path, -1, detail);
        return FileCheckpoint.ReadWhole;
    }
}

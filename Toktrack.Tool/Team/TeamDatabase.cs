using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Team;

/// <summary>Connections to a team's database, and its failures in words.</summary>
internal static class TeamDatabase
{
    private const int OldestServer = 14;

    /// <summary>Opens a connection.</summary>
    /// <param name="url">The database.</param>
    /// <param name="state">What a failure means for the caller's work: a sentence, or empty.</param>
    /// <exception cref="ToolException">It cannot be opened, or the server is too old.</exception>
    public static NpgsqlConnection Open(DatabaseUrl url, string state = "")
    {
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(url.Settings.ConnectionString);
            builder.EnableTransportSecurity();
            builder.EnableArrays();
            var connection = builder.Build().OpenConnection();
            if (connection.PostgreSqlVersion.Major >= OldestServer) return connection;
            var version = connection.PostgreSqlVersion;
            connection.Dispose();
            throw new ToolException($"The server {url.Place} is PostgreSQL {version}; {OldestServer} is the oldest that will do.");
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Explain(e, url, state);
        }
    }

    /// <summary>True for what a connection or a server may throw.</summary>
    public static bool IsFailure(Exception e) =>
        e is NpgsqlException or SocketException or IOException or TimeoutException or AuthenticationException or ArgumentException or InvalidOperationException or NotSupportedException;

    /// <summary>A failure in words: what happened, where, what to do.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="url">The database.</param>
    /// <param name="state">What that means for the caller's work: a sentence, or empty.</param>
    public static ToolException Explain(Exception e, DatabaseUrl url, string state)
    {
        var what = e is PostgresException refused ? Explain(refused, url) : Explain(e, url.Place);
        return new ToolException(state.Length == 0 ? what : $"{what} {state}");
    }

    private static string Explain(PostgresException e, DatabaseUrl url) => e.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The database {url.Place} does not let this user in: {Text(e)}.",
        PostgresErrorCodes.InvalidCatalogName => $"The server {url.Settings.Host} has no database '{TerminalText.Escape(url.Settings.Database ?? "")}': create it with 'createdb'.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The database {url.Place} refuses: {Text(e)}. The schema's owner can allow it: SELECT toktrack.allow_push('…') to send, toktrack.allow_read('…') to ask.",
        PostgresErrorCodes.DiskFull => $"The disk of the database {url.Place} is full: {Text(e)}.",
        PostgresErrorCodes.OutOfMemory => $"The database {url.Place} is out of memory: {Text(e)}.",
        PostgresErrorCodes.TooManyConnections => $"The database {url.Place} has no connection left: {Text(e)}. Try again later.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"The database {url.Place} can only be read: {Text(e)}.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            $"The database {url.Place} is going down or starting: {Text(e)}. Try again later.",
        _ => $"The database {url.Place} failed: {Text(e)} ({e.SqlState}).",
    };

    private static string Explain(Exception e, string place) => e switch
    {
        _ when Find<AuthenticationException>(e) is { } tls => $"The connection to {place} cannot be made secure: {TerminalText.Escape(tls.Message)}",
        { Message: var m } when m.Contains("SSL", StringComparison.Ordinal) =>
            $"The connection to {place} cannot be made secure: {TerminalText.Escape(m)}. The server offers no TLS, or sslmode asks for more than it has.",
        _ when Find<SocketException>(e) is { } socket => $"The database {place} cannot be reached: {TerminalText.Escape(socket.Message)}.",
        _ when Find<TimeoutException>(e) is not null => $"The database {place} did not answer in time.",
        _ when Find<IOException>(e) is { } cut => $"The connection to {place} broke: {TerminalText.Escape(cut.Message)}.",
        _ => $"The database {place} cannot be used: {TerminalText.Escape(e.Message)}",
    };

    private static string Text(PostgresException e) => TerminalText.Escape(e.MessageText).TrimEnd('.');

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found) return found;
        }

        return null;
    }
}

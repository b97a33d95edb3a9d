using System.Globalization;
using Npgsql;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Team;

/// <summary>Where a team's database is: what users write, understood. It is never printed; <see cref="Place"/> is what messages show.</summary>
internal sealed class DatabaseUrl
{
    private const int DefaultPort = 5432;

    private static readonly string[] s_schemes = ["postgres://", "postgresql://"];

    private DatabaseUrl(NpgsqlConnectionStringBuilder settings)
    {
        settings.ApplicationName ??= "toktrack";
        settings.Pooling = false;
        settings.CommandTimeout = 600; // the merge waits for its turn
        settings.KeepAlive = 30;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        Settings = settings;
    }

    /// <summary>The settings of a connection.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>User, host, port and database, without a secret.</summary>
    public string Place => TerminalText.Escape($"{(Settings.Username is { } user ? user + "@" : "")}{Settings.Host}:{Settings.Port.ToString(CultureInfo.InvariantCulture)}/{Settings.Database ?? Settings.Username}");

    /// <summary>True for a text that is a URL of PostgreSQL's, or a list of keywords and values.</summary>
    public static bool IsConnection(string text) => s_schemes.Any(s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) || text.Contains('=');

    /// <summary>Understands a URL (<c>postgres://user:password@host:port/database?sslmode=require</c>) or Npgsql's keywords (<c>Host=…;Username=…</c>).</summary>
    /// <exception cref="UsageException">It has no meaning. The message repeats none of it but the names of parameters.</exception>
    public static DatabaseUrl Parse(string text)
    {
        text = text.Trim();
        try
        {
            return s_schemes.FirstOrDefault(s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is { } scheme
                ? new(OfUrl(text[scheme.Length..]))
                : new(new NpgsqlConnectionStringBuilder(text));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            throw new UsageException("The connection to the team's database is not understood; expected postgres://user@host:5432/database?sslmode=require.");
        }
    }

    private static NpgsqlConnectionStringBuilder OfUrl(string rest)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        var question = rest.IndexOf('?');
        var query = question < 0 ? "" : rest[(question + 1)..];
        if (question >= 0) rest = rest[..question];
        var slash = rest.IndexOf('/');
        if (slash >= 0 && slash + 1 < rest.Length) settings.Database = Uri.UnescapeDataString(rest[(slash + 1)..]);
        if (slash >= 0) rest = rest[..slash];
        var at = rest.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = rest.IndexOf(':');
            var hasPassword = colon >= 0 && colon < at;
            settings.Username = Uri.UnescapeDataString(rest[..(hasPassword ? colon : at)]);
            if (hasPassword) settings.Password = Uri.UnescapeDataString(rest[(colon + 1)..at]);
            rest = rest[(at + 1)..];
        }

        if (rest.Length > 0) (settings.Host, settings.Port) = HostOf(rest);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            if (equals < 0) throw new FormatException();
            Set(settings, pair[..equals].ToLowerInvariant(), Uri.UnescapeDataString(pair[(equals + 1)..]));
        }

        if (string.IsNullOrEmpty(settings.Host)) settings.Host = "localhost";
        return settings;
    }

    // "host", "host:5433", "[::1]:5433"
    private static (string Host, int Port) HostOf(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && !text.EndsWith(']');
        var host = Uri.UnescapeDataString(hasPort ? text[..colon] : text).Trim('[', ']');
        return (host, hasPort ? int.Parse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture) : DefaultPort);
    }

    // The parameters of PostgreSQL's own URLs.
    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "sslmode": settings.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true); break;
            case "sslrootcert": settings.RootCertificate = value; break;
            case "sslcert": settings.SslCertificate = value; break;
            case "sslkey": settings.SslKey = value; break;
            case "sslpassword": settings.SslPassword = value; break;
            case "host": settings.Host = value; break;
            case "port": settings.Port = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "user": settings.Username = value; break;
            case "password": settings.Password = value; break;
            case "passfile": settings.Passfile = value; break;
            case "dbname": settings.Database = value; break;
            case "application_name": settings.ApplicationName = value; break;
            case "connect_timeout": settings.Timeout = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture); break;
            case "options": settings.Options = value; break;
            case "target_session_attrs": settings.TargetSessionAttributes = value; break;
            default: throw new UsageException($"The connection to the team's database has a parameter '{TerminalText.Escape(name)}' that toktrack does not know.");
        }
    }
}

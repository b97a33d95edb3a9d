using System.Globalization;
using Npgsql;

namespace Toktrack.Tool.Team.Query;

/// <summary>Parameters of commands, by number.</summary>
internal static class CommandParameters
{
    /// <summary>Adds a value; returns what stands for it in the text.</summary>
    public static string Add<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}";
    }
}

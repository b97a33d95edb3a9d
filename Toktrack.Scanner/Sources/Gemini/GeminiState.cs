using System.Text;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>What a stream has said of its session so far, packed for <see cref="Pipeline.FileCheckpoint.State"/>.</summary>
internal static class GeminiState
{
    private const char Version = '1';

    /// <summary>Packs session and model.</summary>
    public static byte[] Pack(GeminiRecordReader records) => Encoding.UTF8.GetBytes($"{Version}{records.Session}\0{records.Model}");

    /// <summary>Restores what <see cref="Pack"/> packed; nothing from a state of another version.</summary>
    public static void Restore(ReadOnlySpan<byte> state, GeminiRecordReader records)
    {
        if (state.IsEmpty || state[0] != Version) return;
        var parts = Encoding.UTF8.GetString(state[1..]).Split('\0', 2);
        records.Session = parts[0].Length > 0 ? parts[0] : null;
        records.Model = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null;
    }
}

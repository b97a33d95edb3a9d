using Toktrack.Scanner.Tests.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>
/// Plays OpenCode: messages begun without tokens and finished in later transactions, some transactions rolled back, the WAL
/// written back now and then, the database closed and opened again, so that the WAL comes and goes.
/// </summary>
internal static class OpenCodeWriter
{
    public const long Created = 1_760_000_000_000;

    /// <summary>Writes <paramref name="messages"/> messages of 10 input and 5 output tokens each.</summary>
    public static int Run(string path, string counted, int messages, int seed)
    {
        var random = new Random(seed);
        using var counters = new OpenCodeCounters(counted, mayWrite: true);
        var database = Open(path);
        try
        {
            var (begun, finished) = (0, 0);
            while (finished < messages)
            {
                var kind = random.Next(12);
                if (kind < 4 && begun < messages)
                {
                    var many = Math.Min(random.Next(1, 9), messages - begun);
                    counters.Begun = (begun + many, finished);
                    database.Run("BEGIN IMMEDIATE");
                    for (var i = begun; i < begun + many; i++) Write(database, i, isFinished: false);
                    database.Run("COMMIT");
                    begun += many;
                    counters.Committed = (begun, finished);
                }
                else if (kind < 9)
                {
                    var many = Math.Min(random.Next(1, 9), begun - finished);
                    counters.Begun = (begun, finished + many);
                    database.Run("BEGIN IMMEDIATE");
                    for (var i = finished; i < finished + many; i++) Write(database, i, isFinished: true);
                    database.Run("COMMIT");
                    finished += many;
                    counters.Committed = (begun, finished);
                }
                else if (kind == 9)
                {
                    database.Run("BEGIN IMMEDIATE");
                    for (var i = 0; i < 40; i++) Write(database, messages + random.Next(1000), isFinished: true);
                    database.Run("ROLLBACK");
                }
                else if (kind == 10)
                {
                    database.Run($"PRAGMA busy_timeout=5; PRAGMA wal_checkpoint({random.Next(3) switch { 0 => "PASSIVE", 1 => "RESTART", _ => "TRUNCATE" }})");
                }
                else if (random.Next(3) > 0)
                {
                    Thread.Sleep(random.Next(12)); // thinking
                }
                else
                {
                    database.Dispose(); // the last one to close writes the WAL back and deletes it
                    Thread.Sleep(random.Next(4));
                    database = Open(path);
                }
            }

            counters.IsDone = true;
            return 0;
        }
        finally
        {
            database.Dispose();
        }
    }

    private static OpenCodeScript Open(string path) => new OpenCodeScript(path).Run("PRAGMA wal_autocheckpoint=30; PRAGMA busy_timeout=10000");

    private static void Write(OpenCodeScript database, int number, bool isFinished)
    {
        var created = Created + number;
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var data = isFinished ? null : $"{{\"role\":\"assistant\",\"tokens\":{{\"input\":0,\"output\":0}},\"modelID\":\"glm-5\",\"time\":{{\"created\":{created}}}}}";
        database.Message($"msg_{number}", "s", created, 10, 5, now, data: data);
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>Takes from a damaged ledger whatever is whole: blocks vouch for themselves, also where the root is lost.</summary>
internal static class LedgerSalvage
{
    /// <summary>Adds the records of every whole day to <paramref name="merger"/> and whole kept days to <paramref name="kept"/>. Returns the number of records.</summary>
    public static int Read(string path, NameTable table, UsageMerger merger, List<KeptDay> kept)
    {
        if (!File.Exists(path)) return 0;
        try
        {
            using var database = LedgerDatabase.Open(path, readOnly: false, busyMilliseconds: 1000);
            var names = ReadNames(database, BlockKind.Name, table);
            var paths = ReadNames(database, BlockKind.Path, table);
            foreach (var (id, payload) in WholeBlocks(database, BlockKind.Kept)) Try(() => kept.Add(KeptDay.Read(id, payload)));
            foreach (var (id, payload) in WholeBlocks(database, BlockKind.Day))
            {
                Try(() => DayBlock.ForEachRow(payload, (group, whole, row) =>
                {
                    var record = DayBlock.Decode(new((uint)id), row, out _);
                    if (Translate(ref record.File, paths) && Translate(ref record.Model, names) && Translate(ref record.Project, names)
                        && Translate(ref record.Session, names) && Translate(ref record.Branch, names)) merger.Add(record);
                }));
            }
        }
        catch (HistoryException)
        {
            // Not even SQLite can make anything of it: the daily summaries remain.
        }

        return merger.Count;
    }

    /// <summary>The titles of every whole block.</summary>
    public static List<SessionTitle> Titles(string path)
    {
        var titles = new List<SessionTitle>();
        if (!File.Exists(path)) return titles;
        Try(() =>
        {
            using var database = LedgerDatabase.Open(path, readOnly: false, busyMilliseconds: 1000);
            foreach (var (id, payload) in WholeBlocks(database, BlockKind.Title)) Try(() => titles.AddRange(LedgerTitles.Read(id, payload)));
        });
        return titles;
    }

    private static Dictionary<int, int> ReadNames(LedgerDatabase database, BlockKind kind, NameTable table)
    {
        var names = new Dictionary<int, int> { [0] = 0 };
        foreach (var (id, payload) in WholeBlocks(database, kind))
        {
            Try(() =>
            {
                var reader = new PackReader(payload);
                for (var stored = ((int)id * StoredNames.PerBlock) + 1; !reader.AtEnd; stored++)
                {
                    var name = (NameKind)reader.Byte();
                    names[stored] = table.Intern(name, reader.Text());
                }
            });
        }

        return names;
    }

    private static List<(long Id, byte[] Payload)> WholeBlocks(LedgerDatabase database, BlockKind kind)
    {
        var blocks = new List<(long, byte[])>();
        Try(() => database.ReadAll(kind, (id, block) =>
        {
            if (BlockSeal.TryOpen(kind, id, block, out var payload)) blocks.Add((id, payload.ToArray()));
        }));
        return blocks;
    }

    private static bool Translate(ref int name, Dictionary<int, int> names) => names.TryGetValue(name, out name);

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (HistoryException)
        {
            // This block or the rest of this table is lost.
        }
    }
}

using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>
/// Titles of sessions, where the user has them stored: spread over blocks by a hash of the session, so that a report reads, and a new
/// title writes, little. Each source's first block, be it empty, says that all its logs were looked at.
/// </summary>
internal sealed class LedgerTitles(LedgerBlocks blocks)
{
    private const int BucketBits = 8;
    private const int MaxChars = 500;

    private readonly Dictionary<long, SortedDictionary<string, string>> _buckets = [];
    private readonly HashSet<long> _changed = [];

    /// <summary>Every stored title, by source and session.</summary>
    public IEnumerable<SessionTitle> All() => blocks.Root.Ids(BlockKind.Title).Concat(_changed).Distinct()
        .SelectMany(id => Bucket(id).Select(t => new SessionTitle((SourceId)(id >> BucketBits), t.Key, t.Value)))
        .OrderBy(t => t.Source).ThenBy(t => t.Session, StringComparer.Ordinal);

    /// <summary>True once all logs of a source were looked at.</summary>
    public bool IsComplete(SourceId source) => blocks.Root.SealOf(BlockKind.Title, First(source)) != 0;

    /// <summary>Says that all logs of a source were looked at.</summary>
    public void Complete(SourceId source) => _changed.Add(First(source));

    /// <summary>The stored title, or null.</summary>
    public string? Find(SourceId source, string session) => Bucket(IdOf(source, session)).GetValueOrDefault(session);

    /// <summary>Stores a title in the place of an earlier one.</summary>
    public void Set(SessionTitle title)
    {
        var text = Cut(title.Text.Trim());
        var id = IdOf(title.Source, title.Session);
        if (text.Length == 0 || title.Session.Length == 0 || Find(title.Source, title.Session) == text) return;
        Bucket(id)[title.Session] = text;
        _changed.Add(id);
    }

    /// <summary>Takes a title from elsewhere; of two the same is chosen whatever their order.</summary>
    public void Merge(SessionTitle title)
    {
        if (string.CompareOrdinal(Cut(title.Text.Trim()), Find(title.Source, title.Session)) > 0) Set(title);
    }

    /// <summary>Puts the changed blocks into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        foreach (var id in _changed)
        {
            var payload = new PackWriter();
            foreach (var (session, text) in Bucket(id))
            {
                payload.Text(session);
                payload.Text(text);
            }

            change.Put(BlockKind.Title, id, payload);
        }

        _changed.Clear();
    }

    /// <summary>The titles of one whole block.</summary>
    public static IEnumerable<SessionTitle> Read(long id, byte[] payload) => Parse(payload).Select(t => new SessionTitle((SourceId)(id >> BucketBits), t.Key, t.Value));

    private static long First(SourceId source) => (long)source << BucketBits;

    private static long IdOf(SourceId source, string session) =>
        First(source) | (long)(StableHash.Of(Encoding.UTF8.GetBytes(session)) & ((1 << BucketBits) - 1));

    private SortedDictionary<string, string> Bucket(long id)
    {
        if (_buckets.TryGetValue(id, out var bucket)) return bucket;
        return _buckets[id] = blocks.Read(BlockKind.Title, id) is { } payload ? Parse(payload) : new(StringComparer.Ordinal);
    }

    private static SortedDictionary<string, string> Parse(byte[] payload)
    {
        var titles = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var reader = new PackReader(payload);
        while (!reader.AtEnd)
        {
            var session = reader.Text();
            titles[session] = reader.Text();
        }

        return titles;
    }

    private static string Cut(string text) =>
        text.Length <= MaxChars ? text : text[..(char.IsHighSurrogate(text[MaxChars - 1]) ? MaxChars - 1 : MaxChars)];
}

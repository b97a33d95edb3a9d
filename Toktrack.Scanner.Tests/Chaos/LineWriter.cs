using System.Text;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>
/// Writes logs of lines: in pieces cut anywhere, into files that are renamed, copied, truncated and deleted meanwhile. Before anything is destroyed a run sees
/// it, so that what was stated is what was seen.
/// </summary>
internal abstract class LineWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed) : ChaosWriter(home, truth, tool, seed)
{
    private const int MostCopies = 12;

    private readonly List<Log> _logs = [];
    private readonly Queue<string> _copies = [];
    private int _names;

    public override void Finish()
    {
        foreach (var log in _logs) log.Write(log.Pending.Length);
    }

    /// <summary>A new path for a log.</summary>
    protected abstract string Name(int number);

    /// <summary>What a log begins with.</summary>
    protected abstract string Head(Log log);

    /// <summary>The next lines, each with its line feed; what they state is to be stated.</summary>
    protected abstract string Lines(Log log);

    protected override string Act()
    {
        if (_logs.Count < 3)
        {
            _logs.Add(Begin(new Log(Name(_names++), _names)));
            return "create";
        }

        var log = Dice.PickFrom(_logs);
        switch (Dice.Below(100))
        {
            case < 78:
                if (log.Pending.Length == 0 || Dice.OneIn(3)) log.Add(Lines(log));
                log.Write(Dice.OneIn(3) ? log.Pending.Length : Dice.Below(log.Pending.Length + 1));
                return "append";
            case < 84:
                var name = Free();
                File.Move(log.Path, name);
                log.Path = name;
                return "rename";
            case < 91:
                var copy = Free();
                File.Copy(log.Path, copy);
                _copies.Enqueue(copy);
                return "copy";
            case < 95:
                if (_copies.Count == 0) return "nothing";
                File.Delete(_copies.Dequeue());
                while (_copies.Count > MostCopies) File.Delete(_copies.Dequeue());
                return "delete copy";
            case < 98:
                Settle(log);
                var length = Dice.OneIn(3) ? 0 : Dice.Between(log.HeadLength, log.Length);
                using (var stream = new FileStream(log.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) stream.SetLength(length);
                log.Length = length;
                if (length == 0) Begin(log);
                return "truncate";
            default:
                Settle(log);
                File.Delete(log.Path);
                _logs.Remove(log);
                return "delete";
        }
    }

    // Lines that are still being written are ended first: what is destroyed with them must have been there.
    private void Settle(Log log)
    {
        log.Write(log.Pending.Length);
        Tool.Settle();
    }

    private string Free()
    {
        var name = Name(_names++);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(name)!);
        return name;
    }

    private Log Begin(Log log)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(log.Path)!);
        log.Length = 0;
        log.Add(Head(log));
        log.HeadLength = log.Pending.Length;
        log.Write(log.Pending.Length);
        return log;
    }

    /// <summary>A log that is being written.</summary>
    protected sealed class Log(string path, int number)
    {
        private byte[] _pending = [];

        public string Path { get; set; } = path;

        public int Number => number;

        /// <summary>Bytes that stand in the file.</summary>
        public int Length { get; set; }

        public int HeadLength { get; set; }

        /// <summary>The counter of a CLI that keeps one.</summary>
        public long[] Total { get; } = new long[6];

        /// <summary>Bytes that are to be written.</summary>
        public ReadOnlySpan<byte> Pending => _pending;

        public void Add(string text) => _pending = [.. _pending, .. Encoding.UTF8.GetBytes(text)];

        /// <summary>Appends the first <paramref name="count"/> bytes that are to be written.</summary>
        public void Write(int count)
        {
            using var stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            stream.Write(Pending[..count]);
            Length += count;
            _pending = _pending[count..];
        }
    }
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>
/// What a rollout means, record by record (usage rules, section 2): totals become usage, repetitions and a parent's replay
/// drop out.
/// </summary>
internal sealed class CodexSession(ReaderContext context)
{
    // A fork writes its parent's history within a few milliseconds of its own first line; its own first event takes a second.
    private const long ReplayTicks = 500 * TimeSpan.TicksPerMillisecond;
    private const string AssumedModel = "gpt-5";

    private const long StatesModel = 2;
    private const long StatesBaseline = 1;

    private readonly CodexNames _names = new(context.Names);
    private LogFile _file = new(default, "", 0, 0);
    private int _fileName;
    private int _fileSession;
    private CodexState _state;

    /// <summary>What has been learnt so far.</summary>
    public ref CodexState State => ref _state;

    /// <summary>Starts a file, or goes on where <paramref name="state"/> left it.</summary>
    public void Begin(LogFile file, in CodexState state)
    {
        _file = file;
        _fileName = context.Names.Intern(NameKind.File, file.Path);
        _fileSession = 0;
        _state = state;
    }

    /// <summary>Takes the next record. <paramref name="text"/> is the object it was read from, <paramref name="offset"/> its place in the file.</summary>
    public void Take(in CodexRecord record, ReadOnlySpan<byte> text, long offset)
    {
        if (_state.FirstTime == 0) _state.FirstTime = record.Time;
        switch (record.Kind)
        {
            case CodexRecordKind.SessionMeta:
                TakeMeta(record, text);
                break;
            case CodexRecordKind.TurnContext when !record.Model.IsEmpty:
                _state.Model = _names.Models.Get(record.Model.In(text));
                break;
            case CodexRecordKind.Event when record.CountsTokens && record.HasInfo:
                TakeCount(record, offset);
                break;
            case CodexRecordKind.Event when record.AppliesSettings:
                _state.IsFast = record.IsFast ?? _state.IsFast;
                break;
        }
    }

    // The first one names the session; later ones are written when it is resumed, or are a parent's.
    private void TakeMeta(in CodexRecord record, ReadOnlySpan<byte> text)
    {
        var session = record.Session.IsEmpty ? _state.Session : _names.Sessions.Get(record.Session.In(text));
        if (_state.Session != 0 && session != _state.Session)
        {
            _state.IsForked = true;
            return;
        }

        _state.Session = session;
        _state.IsForked |= record.NamesOrigin;
        if (_state.Project == 0 && !record.Project.IsEmpty) _state.Project = _names.Projects.Get(record.Project.In(text));
        if (_state.Branch == 0 && !record.Branch.IsEmpty) _state.Branch = _names.Branches.Get(record.Branch.In(text));
    }

    private void TakeCount(in CodexRecord record, long offset)
    {
        if (record.Time == 0)
        {
            context.Diagnostics.Report(DiagnosticKind.MissingTime, _file.Path, offset, "A token_count event has no usable timestamp; it was not counted.");
            return;
        }

        if (record.HasTotal && _state.HasTotal && record.Total == _state.Total) return;
        var usage = record.HasLast ? record.Last : record.HasTotal ? record.Total.Since(_state.Total) : default;
        var continues = record.HasTotal && !_state.HasTotal && record.HasLast && record.Last != record.Total;
        if (record.HasTotal)
        {
            _state.Total = record.Total;
            _state.HasTotal = true;
        }

        if (_state.IsForked && Math.Abs(record.Time - _state.FirstTime) <= ReplayTicks) return;
        if (record.BadCounts > 0)
        {
            context.Diagnostics.Report(DiagnosticKind.BadCount, _file.Path, offset, $"{record.BadCounts} of a token_count event's counts are no whole numbers of tokens; they were taken as 0.");
        }

        if (usage.Counts.IsZero) return;
        Send(record, usage, continues, offset);
    }

    private void Send(in CodexRecord record, in CodexTokens usage, bool continues, long offset)
    {
        var session = _state.Session != 0 ? _state.Session : FileSession();
        var usageRecord = new UsageRecord
        {
            Group = StableHash.Combine(_names.HashOf(session), record.HasTotal ? record.Total.Hash : 0),
            Variant = StableHash.Combine((ulong)record.Time, usage.Hash),
            Time = record.Time,
            Rank = (_state.Model != 0 ? StatesModel : 0) + (continues ? 0 : StatesBaseline),
            Offset = offset,
            Tokens = usage.Counts,
            File = _fileName,
            Model = _state.Model != 0 ? _state.Model : context.Names.Intern(NameKind.Model, AssumedModel),
            Project = _state.Project,
            Session = session,
            Branch = _state.Branch,
            Source = SourceId.Codex,
            Flags = (_state.IsFast ? RecordFlags.Fast : 0) | (_state.Model == 0 ? RecordFlags.AssumedModel : 0) | (continues ? RecordFlags.Forked : 0),
        };
        context.Sink.Add(usageRecord);
    }

    // Without a session_meta the file's own name identifies the session: rollout-<local time>-<uuid>.jsonl.
    private int FileSession()
    {
        if (_fileSession == 0)
        {
            var stem = Path.GetFileNameWithoutExtension(_file.Path);
            var id = stem.Length > 36 && Guid.TryParseExact(stem.AsSpan(stem.Length - 36), "D", out _) ? stem[^36..] : stem;
            _fileSession = context.Names.Intern(NameKind.Session, id);
        }

        return _fileSession;
    }
}

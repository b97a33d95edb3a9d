using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Tui.Control;
using Toktrack.Tool.Tui.Input;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Session;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Tui.Views;

namespace Toktrack.Tool.Tui.Live;

/// <summary>The one loop that owns the screen: takes events, changes the state, draws a frame, writes what differs.</summary>
internal sealed class DashboardLoop
{
    private static readonly TimeSpan s_progressTick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_ledgerPatience = TimeSpan.FromMilliseconds(200);

    private readonly DashboardSetup _setup;
    private readonly ITerminalDevice _device;
    private readonly EventQueue _events = new();
    private readonly Frame _frame = new(1, 1);
    private readonly FrameWriter _writer;
    private DashboardState _state = new();
    private DashboardModel _model;
    private UsageSnapshot _snapshot = UsageSnapshot.Empty;
    private ISlotPricer? _pricer;
    private ViewFeedback _feedback;
    private Theme _theme;
    private bool _themeIsChosen;
    private bool _scanIsSlow;
    private FrameGarbage _garbage;

    public DashboardLoop(DashboardSetup setup, ITerminalDevice device)
    {
        (_setup, _device, _theme) = (setup, device, setup.Theme);
        _writer = new(setup.Depth);
        _model = new(_snapshot, null, setup.Scope, Now);
    }

    private DateTime Now => _setup.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Runs until the person quits: 0, or 128 and the number of the signal that ended it.</summary>
    public int Run()
    {
        using var feed = new FeedThread(_setup.Feed, () => _events.Post(new(LoopEventKind.Feed)));
        feed.Start();
        using var session = new TerminalSession(_device) { AskBackground = _setup.FollowBackground };
        using var signals = new SignalWatch(
            () => _events.Post(new(LoopEventKind.Resize)),
            () => _events.Post(new(LoopEventKind.Suspend)),
            number => _events.Post(new(LoopEventKind.End, Value: number)));
        session.Enter();
        new InputThread(_device, _events).Start();
        _pricer = _setup.Pricer();
        feed.WaitForKnown(s_ledgerPatience);
        return Loop(session, feed);
    }

    private int Loop(TerminalSession session, FeedThread feed)
    {
        while (true)
        {
            Draw(session, feed);
            var happened = _events.Take(Patience(feed));
            // All that waits is taken before the next frame is drawn: a held key never lags.
            for (var more = true; more; happened = _events.Take(TimeSpan.Zero), more = happened.Kind != LoopEventKind.None)
            {
                switch (happened.Kind)
                {
                    case LoopEventKind.End:
                        return 128 + happened.Value;
                    case LoopEventKind.Closed:
                        return ExitCodes.Success;
                    case LoopEventKind.Suspend:
                        Suspend(session, wholeJob: false);
                        break;
                    case LoopEventKind.Input when !Take(happened.Input, session, feed):
                        return ExitCodes.Success;
                    case LoopEventKind.None:
                        _scanIsSlow = feed.Progress is not null;
                        break;
                }
            }
        }
    }

    private TimeSpan Patience(FeedThread feed)
    {
        if (feed.Progress is not null) return s_progressTick;
        if (OperatingSystem.IsWindows()) return TimeSpan.FromMilliseconds(250); // it sends no signal on resize
        return TimeSpan.FromSeconds(60 - Now.Second);
    }

    private void Draw(TerminalSession session, FeedThread feed)
    {
        if (feed.Progress is null) _scanIsSlow = false;
        Renew(feed);
        var (width, height) = _device.Size;
        if (width != _frame.Width || height != _frame.Height) _frame.Resize(width, height);
        _feedback = DashboardView.Draw(_frame, new(_model, _state, StatusOf(feed), _theme, _setup.Home));
        session.Write(_writer.Write(_frame));
        _garbage.Collect();
    }

    private void Renew(FeedThread feed)
    {
        var now = Now;
        var snapshot = feed.Usage?.Outcome.Snapshot ?? UsageSnapshot.Empty;
        var titles = feed.Titles;
        var isNew = !ReferenceEquals(snapshot, _snapshot) || !ReferenceEquals(titles, _model.Titles);
        if (!isNew && now.Ticks / TimeSpan.TicksPerMinute == _model.UtcNow.Ticks / TimeSpan.TicksPerMinute) return;
        _snapshot = snapshot;
        var model = new DashboardModel(snapshot, _pricer, _setup.Scope, now) { Titles = titles };
        if (isNew) _state = DashboardControl.Follow(_state, _model, model);
        _model = model;
    }

    private FeedStatus StatusOf(FeedThread feed)
    {
        var progress = feed.Progress;
        var usage = feed.Usage;
        return new(
            // A refresh of a few milliseconds is no news: only a scan that lasts shows.
            progress is not null && (_scanIsSlow || usage is null || usage.Outcome.Snapshot.Slots.Count == 0),
            progress?.Files ?? 0,
            progress?.TotalFiles ?? 0,
            usage?.Outcome.Statistics.Files ?? 0,
            feed.IsWatching,
            feed.Error,
            usage?.Outcome.Diagnostics,
            usage?.Warnings);
    }

    // False ends the dashboard.
    private bool Take(in InputEvent input, TerminalSession session, FeedThread feed)
    {
        if (input.Kind == InputKind.Background)
        {
            if (_setup.FollowBackground && !_themeIsChosen && !_theme.IsPlain) _theme = TerminalColors.ForBackground(input.Value);
            return true;
        }

        if (_state.IsFiltering && input.Kind is not (InputKind.Click or InputKind.WheelUp or InputKind.WheelDown or InputKind.Up or InputKind.Down or InputKind.PageUp or InputKind.PageDown))
        {
            _state = FilterLine.Type(_state, input);
            return true;
        }

        var action = input.Kind == InputKind.Click ? _frame.ActionAt(input.X, input.Y) ?? default : KeyMap.ActionOf(input);
        switch (action.Kind)
        {
            case UiActionKind.None:
                break;
            case UiActionKind.Quit:
                return false;
            case UiActionKind.Suspend:
                Suspend(session, wholeJob: true);
                break;
            case UiActionKind.Redraw:
                _writer.Invalidate();
                break;
            case UiActionKind.Refresh:
                feed.Request();
                break;
            case UiActionKind.Theme:
                NextTheme();
                break;
            default:
                _state = DashboardControl.Apply(_state, action, _model, _feedback);
                break;
        }

        return true;
    }

    private void NextTheme()
    {
        if (_setup.Depth == ColorDepth.None) return;
        _themeIsChosen = true;
        var themes = ThemeCatalog.All;
        var index = 0;
        while (themes[index] != _theme) index++;
        _theme = themes[(index + 1) % themes.Count];
    }

    private void Suspend(TerminalSession session, bool wholeJob)
    {
        session.Suspend(wholeJob);
        _writer.Invalidate();
    }
}

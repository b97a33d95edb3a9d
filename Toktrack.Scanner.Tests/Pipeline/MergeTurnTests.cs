using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Pipeline;

public sealed class MergeTurnTests
{
    [Fact]
    public void Send_FromManyThreads_MergesEveryRecordOnceAndOneThreadAtATime()
    {
        const int Threads = 8;
        const int Batches = 400;
        var merger = new Merger();
        var turn = new MergeTurn(merger);
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            for (var i = 0; i < Batches; i++) turn.Send(BatchOf(turn, (t * Batches) + i));
        })).ToList();

        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        turn.MergeAll();

        merger.Met.Order().Should().Equal(Enumerable.Range(0, Threads * Batches).Select(n => (long)n));
        merger.MostAtATime.Should().Be(1);
    }

    [Fact]
    public void Send_WhileAnotherThreadMerges_LeavesTheBatchAndGoesOn()
    {
        using var held = new HeldTurn();

        held.Turn.Send(BatchOf(held.Turn, 1));

        held.Merger.Met.Should().BeEmpty("the other thread has the turn and is held up in it");
        held.Release();
        held.Turn.MergeAll();
        held.Merger.Met.Order().Should().Equal(0, 1);
    }

    [Fact]
    public void Send_MoreThanTheChannelHoldsWhileAnotherMerges_WaitsAndLosesNothing()
    {
        using var held = new HeldTurn();
        var sent = 0;
        var sender = new Thread(() =>
        {
            for (var i = 1; i <= 100; i++)
            {
                held.Turn.Send(BatchOf(held.Turn, i));
                Volatile.Write(ref sent, i);
            }
        });
        sender.Start();

        SpinWait.SpinUntil(() => Volatile.Read(ref sent) > 0 && (sender.ThreadState & ThreadState.WaitSleepJoin) != 0, TimeSpan.FromSeconds(30)).Should().BeTrue();
        Volatile.Read(ref sent).Should().BeInRange(1, 99);
        held.Release();
        sender.Join();
        held.Turn.MergeAll();
        held.Merger.Met.Order().Should().Equal(Enumerable.Range(0, 101).Select(n => (long)n));
    }

    [Fact]
    public void Send_MergerThrew_TheTurnIsFreeForTheNext()
    {
        var merger = new Merger { Before = n => { if (n == 1) throw new InvalidOperationException("full"); } };
        var turn = new MergeTurn(merger);
        turn.Invoking(t => t.Send(BatchOf(t, 1))).Should().Throw<InvalidOperationException>();

        var other = new Thread(() => turn.Send(BatchOf(turn, 2)));
        other.Start();

        other.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
        merger.Met.Should().Equal(2);
    }

    private static UsageBatch BatchOf(MergeTurn turn, long number)
    {
        var batch = turn.Pool.TryRead(out var pooled) ? pooled : new UsageBatch();
        batch.Count.Should().Be(0);
        batch.Records[batch.Count++] = new UsageRecord { Offset = number };
        return batch;
    }

    /// <summary>A turn that another thread has, held up while it merges batch 0.</summary>
    private sealed class HeldTurn : IDisposable
    {
        private readonly ManualResetEvent _entered = new(false);
        private readonly ManualResetEvent _release = new(false);
        private readonly Thread _other;

        public HeldTurn()
        {
            Merger = new()
            {
                Before = _ =>
                {
                    _entered.Set();
                    _release.WaitOne();
                },
            };
            Turn = new(Merger);
            _other = new(() => Turn.Send(BatchOf(Turn, 0)));
            _other.Start();
            _entered.WaitOne();
        }

        public Merger Merger { get; }

        public MergeTurn Turn { get; }

        public void Release()
        {
            _release.Set();
            _other.Join();
        }

        public void Dispose()
        {
            Release();
            _entered.Dispose();
            _release.Dispose();
        }
    }

    private sealed class Merger : IRecordSink
    {
        private int _now;

        public List<long> Met { get; } = [];

        public int MostAtATime { get; private set; }

        public Action<long> Before { get; init; } = _ => { };

        public void Add(in UsageRecord record)
        {
            MostAtATime = Math.Max(MostAtATime, Interlocked.Increment(ref _now));
            try
            {
                Before(record.Offset);
                Met.Add(record.Offset);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}

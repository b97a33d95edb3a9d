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
        using var entered = new ManualResetEvent(false);
        using var release = new ManualResetEvent(false);
        var merger = new Merger { Before = _ => { entered.Set(); release.WaitOne(); } };
        var turn = new MergeTurn(merger);
        var other = new Thread(() => turn.Send(BatchOf(turn, 1)));
        other.Start();
        entered.WaitOne();

        turn.Send(BatchOf(turn, 2));

        merger.Met.Should().BeEmpty("the other thread has the turn and is held up in it");
        release.Set();
        other.Join();
        turn.MergeAll();
        merger.Met.Order().Should().Equal(1, 2);
    }

    [Fact]
    public void Send_MoreThanTheChannelHoldsWhileAnotherMerges_WaitsAndLosesNothing()
    {
        using var entered = new ManualResetEvent(false);
        using var release = new ManualResetEvent(false);
        var merger = new Merger { Before = _ => { entered.Set(); release.WaitOne(); } };
        var turn = new MergeTurn(merger);
        var other = new Thread(() => turn.Send(BatchOf(turn, 0)));
        other.Start();
        entered.WaitOne();
        var sent = 0;
        var sender = new Thread(() =>
        {
            for (var i = 1; i <= 100; i++)
            {
                turn.Send(BatchOf(turn, i));
                Volatile.Write(ref sent, i);
            }
        });
        sender.Start();

        SpinWait.SpinUntil(() => Volatile.Read(ref sent) > 0 && (sender.ThreadState & ThreadState.WaitSleepJoin) != 0, TimeSpan.FromSeconds(30)).Should().BeTrue();
        Volatile.Read(ref sent).Should().BeInRange(1, 99);
        release.Set();
        other.Join();
        sender.Join();
        turn.MergeAll();
        merger.Met.Order().Should().Equal(Enumerable.Range(0, 101).Select(n => (long)n));
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

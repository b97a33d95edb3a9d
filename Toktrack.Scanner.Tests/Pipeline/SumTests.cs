using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.History;

namespace Toktrack.Scanner.Tests.Pipeline;

public sealed class SumTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(70_000)]
    public void Sum_ByOneOrTwoThreads_EqualsOneTableOverEveryResponse(int count)
    {
        var names = new NameTable();
        var merger = new UsageMerger(names);
        var random = new Random(7);
        for (var i = 0; i < count; i++) merger.Add(Record(random, names, i));
        merger.Count.Should().BeLessThan(count, "some records are statements of one response");

        var plain = new SlotTable();
        merger.Visit((in record, isResponse) =>
        {
            if (isResponse) plain.Add(record);
        });
        LedgerHome.Canonical(new(merger.Sum(), names)).Should().Equal(LedgerHome.Canonical(new(plain.Slots, names)));
    }

    [Fact]
    public void Add_TablesThatShareSlots_SaturatesAsOneTableWould()
    {
        var names = new NameTable();
        var (one, first, second) = (new SlotTable(), new SlotTable(), new SlotTable());
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var record = Record(random, names, i) with { Session = 0, Project = 0, ReportedCost = long.MaxValue / 3, WebSearches = int.MaxValue / 2 };
            record.Tokens.Input = long.MaxValue / 2;
            one.Add(record);
            (i % 2 == 0 ? first : second).Add(record);
        }

        first.Add(second);
        LedgerHome.Canonical(new(first.Slots, names)).Should().Equal(LedgerHome.Canonical(new(one.Slots, names)));
        first.Slots.Should().Contain(s => s.ReportedCost == long.MaxValue);
    }

    private static UsageRecord Record(Random random, NameTable names, int number) => new()
    {
        Source = SourceId.ClaudeCode,
        Group = StableHash.Combine((ulong)random.Next(Math.Max(1, number)), 1),
        Time = new DateTime(2026, 3, 1).AddMinutes(random.Next(3000)).Ticks,
        Rank = random.Next(1000),
        Model = names.Intern(NameKind.Model, "m" + random.Next(3)),
        Project = names.Intern(NameKind.Project, "p" + random.Next(5)),
        Session = names.Intern(NameKind.Session, "s" + random.Next(20)),
        File = names.Intern(NameKind.File, "f" + random.Next(9)),
        Tokens = new() { Input = random.Next(1000), Output = random.Next(1000) },
    };
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.Model;

/// <summary>A list in pieces behaves like a list.</summary>
public sealed class ChunkedSlotsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(3000)]
    public void Add_AndRemoveAll_GivesWhatAListGives(int count)
    {
        var list = new List<UsageSlot>();
        var chunked = new ChunkedSlots();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < count; i++)
            {
                list.Add(new() { Start = i, Model = round });
                ref var slot = ref chunked.Add();
                slot.Model.Should().Be(0, "a new slot is empty, also where one was removed");
                slot.Start = i;
                slot.Model = round;
            }

            Check(chunked, list);
            list.RemoveAll(s => s.Start % 3 == round);
            chunked.RemoveAll((in UsageSlot s) => s.Start % 3 == round);
            Check(chunked, list);
        }

        FluentActions.Invoking(() => chunked[chunked.Count]).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void Check(ChunkedSlots chunked, List<UsageSlot> list)
    {
        var expected = list.Select(s => (s.Start, s.Model)).ToList();
        chunked.Count.Should().Be(list.Count);
        chunked.Select(s => (s.Start, s.Model)).Should().Equal(expected);
        chunked.Pieces.SelectMany(p => p.ToArray()).Select(s => (s.Start, s.Model)).Should().Equal(expected);
        Enumerable.Range(0, list.Count).Select(i => (chunked[i].Start, chunked.At(i).Model)).Should().Equal(expected);
    }
}

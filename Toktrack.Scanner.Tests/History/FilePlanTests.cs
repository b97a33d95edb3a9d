using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Tests.History;

/// <summary>A file that only grew is read from where it was read to; one that was changed further up as well is read whole.</summary>
public sealed class FilePlanTests
{
    [Fact]
    public void Run_FileOnlyGrew_IsReadFromThere()
    {
        using var home = Filled(lines: 400, out var length);
        length.Should().BeGreaterThan(2 * PrefixHash.WholeBytes);
        var line = LogLines.Response("new", 700);
        home.Append("a", line);
        home.Run().Scan.Statistics.BytesRead.Should().Be(line.Length + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(PrefixHash.WholeBytes / 2)]
    [InlineData(-1)]
    public void Run_ShortFileChangedInPlaceAndGrown_IsReadWhole(int place)
    {
        using var home = Filled(lines: 100, out var length);
        length.Should().BeLessThan(PrefixHash.WholeBytes);
        Change(home, place < 0 ? length - 1 : (int)Math.Min(place, length / 2));
        home.Append("a", LogLines.Response("new", 700));
        var outcome = home.Run();
        outcome.Scan.Statistics.BytesRead.Should().BeGreaterThan(length);
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    /// <summary>Of a longer file both ends and a block in each sixth are looked at; anything that moves what lies behind it moves them.</summary>
    [Fact]
    public void Run_LongFileChangedInSampledBlocksOrShifted_IsReadWhole()
    {
        using (var home = Filled(lines: 400, out var length))
        {
            var places = Enumerable.Range(0, PrefixHash.Blocks).Select(b => PrefixHash.PlaceOf(b, length) + (PrefixHash.BlockBytes / 2))
                .Concat([0, PrefixHash.EndBytes - 1, length - PrefixHash.EndBytes, length - 2]);
            foreach (var place in places)
            {
                Thread.Sleep(20);
                home.Run();
                Change(home, place);
                home.Append("b", LogLines.Response("other", 1));
                home.Append("a", ""); // a byte more, and the places of the blocks move
                home.Run().Scan.Statistics.BytesRead.Should().BeGreaterThan(length, $"byte {place}");
                using var stream = new FileStream(home.Log("a"), FileMode.Open);
                stream.SetLength(length);
            }
        }

        using (var home = Filled(lines: 400, out var length))
        {
            var bytes = File.ReadAllBytes(home.Log("a"));
            var middle = bytes.AsSpan(bytes.Length / 2).IndexOf((byte)'\n') + (bytes.Length / 2) + 1;
            var added = System.Text.Encoding.UTF8.GetBytes(LogLines.Response("inserted", 700) + "\n");
            using (var stream = new FileStream(home.Log("a"), FileMode.Open)) stream.Write([.. bytes.AsSpan(0, middle), .. added, .. bytes.AsSpan(middle)]);
            var outcome = home.Run();
            outcome.Scan.Statistics.BytesRead.Should().Be(length + added.Length);
            LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        }
    }

    private static LedgerHome Filled(int lines, out long length)
    {
        var home = new LedgerHome();
        for (var i = 0; i < lines; i++) home.Append("a", LogLines.Response("m" + i, 100 + i));
        home.Run();
        Thread.Sleep(20);
        home.Run();
        length = new FileInfo(home.Log("a")).Length;
        return home;
    }

    // Another byte of the same length, which keeps the line an object of JSON or not: either way the file is not what was read.
    private static void Change(LedgerHome home, long place)
    {
        using var stream = new FileStream(home.Log("a"), FileMode.Open);
        stream.Position = place;
        var old = stream.ReadByte();
        stream.Position = place;
        stream.WriteByte((byte)(old ^ 1));
    }
}

using Toktrack.Scanner.Structure;
using Toktrack.Scanner.Tests.Fuzz;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Structure;

/// <summary>Every kernel against plain definitions: the masks of a block, the structural index, the candidate search.</summary>
public sealed class KernelTests
{
    private const int Starts = 64;
    private const int Lengths = 321;

    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    public static IEnumerable<object[]> KernelsAndFamilies =>
        from kernel in KernelCatalogNames.Supported
        from family in BlockFamilies.Names
        select new object[] { kernel, family };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Masks_EveryByteAtEveryPlace_EqualTheDefinition(string kernel) => KernelCatalog.Get(kernel).Accept(new MaskCheck()).Should().BeNull();

    [Theory]
    [MemberData(nameof(KernelsAndFamilies))]
    public void Index_EveryStartAndLength_EqualsThePlainIndex(string kernel, string family)
    {
        var index = KernelCatalog.Get(kernel).Accept(new IndexMaker());
        var bytes = new byte[Starts + Lengths + 192];
        var dice = new Dice(3);
        var compared = 0;
        for (var start = 0; start < Starts; start++)
        {
            BlockFamilies.Make(family, bytes.Length, dice).CopyTo(bytes, 0);
            for (var length = 0; length < Lengths; length++, compared++)
            {
                var actual = index(bytes, start, length);
                var expected = PlainIndex.Of(bytes, start, length);
                if (!actual.Equals(expected)) Assert.Fail($"start {start}, length {length}: {actual} instead of {expected}");
            }
        }

        compared.Should().Be(Starts * Lengths);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Index_BackslashRunsOfEveryLengthAndOffset_EscapeTheQuoteWhenOdd(string kernel)
    {
        var index = KernelCatalog.Get(kernel).Accept(new IndexMaker());
        var bytes = new byte[640];
        var cases = 0;
        for (var offset = 0; offset < 128; offset++)
        {
            for (var run = 0; run <= 300; run++, cases++)
            {
                bytes.AsSpan().Fill((byte)' ');
                bytes[offset] = (byte)'"';
                bytes.AsSpan(offset + 1, run).Fill((byte)'\\');
                bytes[offset + 1 + run] = (byte)'"';
                bytes[offset + 2 + run] = (byte)'"';
                var actual = index(bytes, 0, offset + 3 + run);
                // An odd run escapes the first quote, so that the second one closes; an even one leaves three quotes.
                int[] expected = run % 2 == 1 ? [offset, offset + 2 + run] : [offset, offset + 1 + run, offset + 2 + run];
                if (!actual.Positions.AsSpan().SequenceEqual(expected)) Assert.Fail($"offset {offset}, run {run}: {actual}");
            }
        }

        cases.Should().Be(128 * 301);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Index_InPieces_EqualsInOne(string kernel)
    {
        var pieces = KernelCatalog.Get(kernel).Accept(new IndexMaker(room: StructuralIndexer<Block64Scalar>.EntriesPerBlock));
        var dice = new Dice(5);
        foreach (var family in BlockFamilies.Names)
        {
            for (var i = 0; i < 200; i++)
            {
                var bytes = BlockFamilies.Make(family, 2000, dice);
                pieces(bytes, 0, 1800).ToString().Should().Be(PlainIndex.Of(bytes, 0, 1800).ToString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Next_MarkersAtEveryOffset_EqualsAPlainSearch(string kernel)
    {
        var next = KernelCatalog.Get(kernel).Accept(new FinderMaker());
        string[] markers =
        [
            "\"usage\":{", "\"usage\" \t:\r {", "\"usage\":[", "\"usage\",{", "\"usage\"", "\"usagf\":{", "\\u0075sage", "\\u0073", "\\u0061", "\\u0067", "\\u0065", "\\u0062", "\\u00e9", "\\U0075",
            "\"usage\":\t{\"usage\":{", "\"\"usage\":{", "g\"\"usage\":{", "\\\"usage\\\":{", "\\\\u0065", "usage\":{",
        ];
        foreach (var marker in markers)
        {
            for (var offset = 0; offset < 200; offset++)
            {
                foreach (var after in new[] { 0, 1, 70, 200 })
                {
                    var bytes = new byte[offset + marker.Length + after + 128];
                    bytes.AsSpan().Fill((byte)'x');
                    System.Text.Encoding.ASCII.GetBytes(marker).CopyTo(bytes, offset);
                    var length = bytes.Length - 128;
                    var found = next(bytes, length, 0) >= 0;
                    if (found != PlainClaudeReader.IsCandidate(bytes.AsSpan(0, length))) Assert.Fail($"{marker} at {offset}, {after} bytes behind it: {found}");
                }
            }
        }
    }

    [Fact]
    public void ByShifts_AnyMask_EqualsTheDefinition()
    {
        var dice = new Dice(17);
        for (var i = 0; i < 10_000; i++)
        {
            var bits = dice.Next() & (i % 3 == 0 ? dice.Next() & dice.Next() : ulong.MaxValue);
            ulong expected = 0;
            var parity = 0UL;
            for (var b = 0; b < 64; b++)
            {
                parity ^= (bits >> b) & 1;
                expected |= parity << b;
            }

            PrefixXor.ByShifts(bits).Should().Be(expected);
            PrefixXor.Of(bits).Should().Be(expected);
        }
    }

    private static PlainIndex IndexOf<TBlock>(byte[] bytes, int start, int length, int room = 4096)
        where TBlock : struct, IBlock64<TBlock>
    {
        var state = default(StructuralState);
        var position = 0;
        var firstError = int.MaxValue;
        var positions = new List<int>();
        var buffer = new int[room];
        while (position < length)
        {
            var count = StructuralIndexer<TBlock>.Index(ref bytes[start], length, ref position, ref state, buffer, ref firstError);
            positions.AddRange(buffer.AsSpan(0, count));
        }

        return new([.. positions], firstError, state.HasEscapedLetters);
    }

    private delegate PlainIndex IndexFunction(byte[] bytes, int start, int length);

    private delegate int FinderFunction(byte[] bytes, int length, int from);

    private sealed class IndexMaker(int room = 4096) : IKernelVisitor<IndexFunction>
    {
        public IndexFunction Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => (bytes, start, length) => IndexOf<TBlock>(bytes, start, length, room);
    }

    private sealed class FinderMaker : IKernelVisitor<FinderFunction>
    {
        public FinderFunction Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => (bytes, length, from) => CandidateFinder<TBlock>.Next(bytes.AsSpan(0, length), from);
    }

    /// <summary>Checks the masks of a block; null where all are right.</summary>
    private sealed class MaskCheck : IKernelVisitor<string?>
    {
        public string? Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock>
        {
            var bytes = new byte[64];
            var dice = new Dice(1);
            for (var round = 0; round < 2000; round++)
            {
                foreach (ref var b in bytes.AsSpan()) b = round < 256 ? (byte)round : (byte)dice.Next();
                if (round < 256) bytes[round % 64] = (byte)(round + 1);
                var block = TBlock.Load(ref bytes[0]);
                if (block.White() != Mask(bytes, b => b is 0x20 or 0x09 or 0x0A or 0x0D)) return $"white, round {round}";
                var operators = block.Operators() & ~Mask(bytes, b => b is 0x0C or 0x1A);
                if (operators != Mask(bytes, b => "{}[]:,".Contains((char)b))) return $"operators, round {round}";
                if (block.Escapable() != Mask(bytes, b => "/bfnt".Contains((char)b))) return $"escapable, round {round}";
                if (block.StringStops() != Mask(bytes, b => b is 0x22 or 0x5C or < 0x20)) return $"string stops, round {round}";
                if (Arithmetic(block, bytes, (byte)round) is { } wrong) return $"{wrong}, round {round}";
                foreach (var value in (ReadOnlySpan<byte>)[0x22, 0x5C, 0x00, 0xFF, (byte)round])
                {
                    if (block.Equal(value) != Mask(bytes, b => b == value)) return $"equal {value}, round {round}";
                    if (value > 0 && block.Below(value) != Mask(bytes, b => b < value)) return $"below {value}, round {round}";
                }
            }

            return null;
        }

        private static string? Arithmetic<TBlock>(TBlock block, byte[] bytes, byte value)
            where TBlock : struct, IBlock64<TBlock>
        {
            var filled = TBlock.Fill(value);
            if (filled.Equal(value) != ulong.MaxValue) return "fill";
            if (block.Zeros() != Mask(bytes, b => b == 0)) return "zeros";
            if (block.Differ(filled).Zeros() != Mask(bytes, b => b == value)) return "differ";
            if (block.Or(filled).Zeros() != Mask(bytes, b => (b | value) == 0)) return "or";
            if (block.Least(filled).Zeros() != Mask(bytes, b => b == 0 || value == 0)) return "least";
            byte[] successors = [.. bytes.Select((_, i) => i % 8 == 7 ? (byte)0 : bytes[i + 1])];
            if (block.Successors().Equal(value) != Mask(successors, b => b == value)) return "successors";
            byte[] longer = [.. bytes, value, value, 7, 9];
            byte[] all = longer[1..65];
            if (block.AllSuccessors(TBlock.Load(ref longer[4]), TBlock.Fill(0xFFUL << 56)).Differ(TBlock.Load(ref all[0])).Zeros() != ulong.MaxValue) return "all successors";
            var lanes = TBlock.Fill(0x0706050403020100UL + (value * 0x0101010101010101UL));
            if (lanes.Differ(TBlock.Load(ref LanesOf(value)[0])).Zeros() != ulong.MaxValue) return "fill of lanes";
            if (block.OrDiffer(filled, lanes).Zeros() != Mask([.. bytes.Select((b, i) => (byte)(b | (value ^ LanesOf(value)[i])))], b => b == 0)) return "or differ";
            var ends = block.Differ(block.StringEnd(TBlock.Load(in ByteClasses.StringEnds[0]))).Zeros() & ~Mask(bytes, b => b == 0);
            return ends == Mask(bytes, b => b is 0x22 or 0x5C) ? null : "string ends";
        }

        private static byte[] LanesOf(byte value)
        {
            var lane = BitConverter.GetBytes(0x0706050403020100UL + (value * 0x0101010101010101UL));
            return [.. Enumerable.Range(0, 64).Select(i => lane[i % 8])];
        }

        private static ulong Mask(byte[] bytes, Func<byte, bool> belongs)
        {
            ulong mask = 0;
            for (var i = 0; i < 64; i++) mask |= (belongs(bytes[i]) ? 1UL : 0) << i;
            return mask;
        }
    }
}

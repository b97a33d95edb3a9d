// One byte read outside what a caller promised ends the process. The text lies between two pages that may not be touched:
// once so that the last readable byte (text and padding) is the last before a guard page, once so that the text's first
// byte is the first behind one.

using System.Runtime.InteropServices;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Structure;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>Texts of 0 to 512 bytes against guard pages, for every kernel.</summary>
internal static unsafe partial class GuardPages
{
    private const int Page = 64 * 1024;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    public static int Run(ulong seed)
    {
        var region = mmap(0, 3 * Page, ReadWrite, PrivateAnonymous, -1, 0);
        if (region <= 0 || mprotect(region, Page, 0) != 0 || mprotect(region + (2 * Page), Page, 0) != 0) return 2;
        var usable = (byte*)(region + Page);
        var dice = new Dice(seed);
        var texts = 0;
        foreach (var kernel in KernelCatalog.Supported)
        {
            var checks = kernel.Accept(new Checks());
            var options = new ScanOptions { Kernel = kernel.Name };
            var context = new ReaderContext(new RecordList(), new NameTable(), new ScanDiagnostics(), options, new LineWindow(options, null));
            using var reader = SourceCatalog.Get(SourceId.ClaudeCode).CreateReader(context);
            reader.Read(ReadRequest.Whole(new LogFile(SourceId.ClaudeCode, Environment.ProcessPath!, 0, 0)));
            var lines = (IWindowConsumer)reader;
            for (var length = 0; length <= 512; length++)
            {
                for (var round = 0; round < 12; round++, texts++)
                {
                    var text = Text(length, dice);
                    // Against the page behind: the promise for the text ends with its padding.
                    Try(usable + Page - length - LineWindow.Padding, text);
                    // Against the page before.
                    Try(usable, text);
                }
            }

            void Try(byte* at, byte[] text)
            {
                new Span<byte>(usable, Page).Fill((byte)dice.Pick("\"\\ua{}\0"u8));
                text.CopyTo(new Span<byte>(at, text.Length));
                var span = new ReadOnlySpan<byte>(at, text.Length);
                checks(span);
                lines.Remainder(span, 0);
                var feed = span.LastIndexOf((byte)'\n') + 1;
                if (feed > 0) lines.Lines(span[..feed], 0);
            }
        }

        Console.WriteLine($"texts {texts}");
        return 0;
    }

    // Pieces of lines, so that the end lies anywhere within a token; sometimes whole lines.
    private static byte[] Text(int length, Dice dice)
    {
        var text = new ByteText();
        while (text.Length < length + 200)
        {
            var line = dice.OneIn(2) ? ClaudeShapes.Any(dice) : JsonNode.Object(("message", JsonNode.Object(("usage", JsonNode.Object(("output_tokens", JsonNode.Of("7")))))), ("timestamp", JsonNode.Made(ClaudeValues.Time)));
            line.Renew(dice);
            line.Write(text, dice, 0);
            text.Add((byte)'\n');
            if (dice.OneIn(2)) LineDamage.Apply(text, dice);
        }

        var from = dice.OneIn(2) ? 0 : dice.Below(text.Length - length);
        var bytes = text.Span.Slice(from, length).ToArray();
        if (length > 0 && dice.OneIn(2)) bytes[^1] = dice.Pick("\n\\\"{u0"u8);
        return bytes;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mprotect(nint address, nint length, int protection);

    private delegate void Check(ReadOnlySpan<byte> text);

    private sealed class Checks : IKernelVisitor<Check>
    {
        public Check Visit<TBlock>()
            where TBlock : struct, IBlock64<TBlock> => static text =>
        {
            for (var at = 0; at < text.Length && (at = CandidateFinder<TBlock>.Next(text, at)) >= 0; at++)
            {
            }

            var state = default(StructuralState);
            var position = 0;
            var error = int.MaxValue;
            var index = new int[4096];
            while (position < text.Length) StructuralIndexer<TBlock>.Index(ref MemoryMarshal.GetReference(text), text.Length, ref position, ref state, index, ref error);
        };
    }
}

using System.Globalization;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Benchmarks.PriceBook;

/// <summary>
/// Makes <c>Toktrack.Scanner/Pricing/Data/pricebook.txt</c> anew:
/// <c>dotnet run --project Toktrack.Benchmarks -- pricebook litellm-YYYY-MM-DD.json genai-prices-VERSION-YYYY-MM-DD.json</c>,
/// from the root of the repository. The dates in the file names are those of the copies.
/// </summary>
internal static class PriceBookCommand
{
    private const string Data = "Toktrack.Scanner/Pricing/Data";

    public static int Run(ReadOnlySpan<string> args)
    {
        if (args.Length != 2 || DayOf(args[0]) is not { } liteLlmDay || DayOf(args[1]) is null || !Directory.Exists(Data))
        {
            Console.Error.WriteLine("usage, from the root of the repository: pricebook litellm-YYYY-MM-DD.json genai-prices-VERSION-YYYY-MM-DD.json");
            return 2;
        }

        var liteLlm = LiteLlmTable.Parse(File.ReadAllBytes(args[0]), PriceSource.LiteLlm);
        var genai = GenaiPrices.Parse(File.ReadAllBytes(args[1]));
        var compiler = new BookCompiler(liteLlmDay);
        compiler.Add(genai);
        compiler.Add(liteLlm);
        compiler.AddOverlay(File.ReadAllText($"{Data}/overlay.txt"));
        compiler.AddResellers(genai);

        var book = compiler.ToBytes($"""
            # {Path.GetFileNameWithoutExtension(args[1])} (pydantic/genai-prices, MIT, Copyright Pydantic Services Inc.)
            # {Path.GetFileNameWithoutExtension(args[0])} (BerriAI/litellm, MIT, Copyright Berri AI)
            # and overlay.txt. Made by the "pricebook" command of Toktrack.Benchmarks; the format is in PriceLine.cs.

            """.ReplaceLineEndings("\n"));
        File.WriteAllBytes($"{Data}/pricebook.txt", book);

        foreach (var note in compiler.Notes) Console.WriteLine(note);
        Console.WriteLine($"{compiler.Models} models, {compiler.Aliases} further names, {book.Length} bytes");
        return 0;
    }

    private static DateOnly? DayOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.Length > 10 && DateOnly.TryParseExact(name.AsSpan(name.Length - 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }
}

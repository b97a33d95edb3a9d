// The book is text, one line a name, sorted by its UTF-8 bytes, so that a price is found by binary search without parsing
// the rest, and a new copy of the data is a readable diff:
//
//   claude-opus-4-6<TAB>g - i5 o25 w6.25 h10 r.5 s10 >200000 i10 o37.5 w12.5 h20 r1 *6<TAB>g 2026-03-13 i5 o25 ... *6
//   claude-4-6-opus<TAB>=claude-opus-4-6
//
// A line has a name and its prices, each with source (g genai-prices, l LiteLLM, k this project, u update, c configuration),
// start day ("-" for none) and values: i input, o output, t reasoning, w 5-minute write, h 1-hour write, r read (USD per
// million tokens), s searches (USD per thousand). ">N" opens the tier of prompts above N tokens, "!" the fast tier,
// "~0030-1630" a time of day (UTC); "*N" is the fast tier as a multiple. "?" for the source is no price but what LiteLLM's
// table said when the book was made, kept where the book differs, so that an update can tell a change from a disagreement.

using System.Globalization;
using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>Reads and writes prices in the book's text form.</summary>
internal static class PriceLine
{
    private const string SourceLetters = "glkuc";

    /// <summary>Reads one price. The text must come from <see cref="Format"/> or be checked: anything else throws.</summary>
    /// <exception cref="FormatException">The text is no price; the message says why.</exception>
    public static StatedPrice Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words[0].Length != 1) throw new FormatException($"\"{text}\" is no price: a source, a day and values are needed.");
        var source = words[0] == "?" ? (int)PriceSource.LiteLlm : SourceLetters.IndexOf(words[0][0], StringComparison.Ordinal);
        if (source < 0) throw new FormatException($"\"{words[0]}\" is no source of prices.");

        var parser = new Parser { Source = (PriceSource)source };
        if (words[1] != "-")
        {
            if (!DateOnly.TryParseExact(words[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
            {
                throw new FormatException($"\"{words[1]}\" is no day: YYYY-MM-DD or - is needed.");
            }

            parser.Start = start;
        }

        foreach (var word in words.AsSpan(2)) parser.Add(word);
        return parser.Finish();
    }

    /// <summary>Writes one price; <see cref="Parse"/> gives it back.</summary>
    public static string Format(StatedPrice price)
    {
        var text = new StringBuilder();
        text.Append(SourceLetters[(int)price.Source]).Append(' ').Append(price.Start?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-");
        Append(text, price.Standard);
        if (price.FastFactor is { } factor) text.Append(" *").Append(Number(factor));
        if (price.Fast is { } fast)
        {
            text.Append(" !");
            Append(text, fast);
        }

        foreach (var window in price.Windows)
        {
            text.Append(CultureInfo.InvariantCulture, $" ~{Clock(window.FromMinute)}-{Clock(window.ToMinute)}");
            Append(text, window.Card);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, StatedCard card)
    {
        Append(text, card.Base);
        foreach (var tier in card.Tiers)
        {
            text.Append(" >").Append(tier.Above);
            Append(text, tier.Rates);
        }
    }

    private static void Append(StringBuilder text, in StatedRates rates)
    {
        Append('i', rates.Input);
        Append('o', rates.Output);
        Append('t', rates.Reasoning);
        Append('w', rates.CacheWrite5m);
        Append('h', rates.CacheWrite1h);
        Append('r', rates.CacheRead);
        Append('s', rates.WebSearches);

        void Append(char letter, decimal? value)
        {
            if (value is { } known) text.Append(' ').Append(letter).Append(Number(known));
        }
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    private static string Clock(int minute) => ((minute / 60 * 100) + (minute % 60)).ToString("0000", CultureInfo.InvariantCulture);

    private struct Parser()
    {
        private readonly List<StatedTier> _tiers = [];
        private readonly List<StatedWindow> _windows = [];
        private StatedRates _base;
        private StatedRates _current;
        private long _above;
        private StatedCard? _standard;
        private StatedCard? _fast;
        private decimal? _factor;
        private bool _inFast;
        private (int From, int To)? _window;

        public PriceSource Source;
        public DateOnly? Start;

        public void Add(string word)
        {
            switch (word[0])
            {
                case '>':
                    CloseTier();
                    if (!long.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _above) || PriceClass.Boundaries.IndexOf(_above) < 0)
                    {
                        throw new FormatException($"\"{word}\" is no tier the ledger can tell apart.");
                    }

                    break;
                case '!':
                    CloseCard();
                    _inFast = true;
                    break;
                case '~':
                    CloseCard();
                    if (word.Length != 10 || word[5] != '-') throw new FormatException($"\"{word}\" is no time of day: ~HHMM-HHMM is needed.");
                    _window = (Minute(word.AsSpan(1, 4)), Minute(word.AsSpan(6, 4)));
                    break;
                case '*':
                    _factor = Value(word);
                    break;
                case 'i': _current = _current with { Input = Value(word) }; break;
                case 'o': _current = _current with { Output = Value(word) }; break;
                case 't': _current = _current with { Reasoning = Value(word) }; break;
                case 'w': _current = _current with { CacheWrite5m = Value(word) }; break;
                case 'h': _current = _current with { CacheWrite1h = Value(word) }; break;
                case 'r': _current = _current with { CacheRead = Value(word) }; break;
                case 's': _current = _current with { WebSearches = Value(word) }; break;
                default: throw new FormatException($"\"{word}\" is no value of a price.");
            }
        }

        public StatedPrice Finish()
        {
            CloseCard();
            return new StatedPrice { Start = Start, Source = Source, Standard = _standard!, Fast = _fast, FastFactor = _factor, Windows = _windows };
        }

        private void CloseTier()
        {
            if (_above == 0) _base = _current;
            else _tiers.Add(new StatedTier(_above, _current));
            _current = default;
            _above = 0;
        }

        private void CloseCard()
        {
            CloseTier();
            var card = new StatedCard(_base, [.. _tiers.OrderBy(t => t.Above)]);
            _tiers.Clear();
            _base = default;
            if (_window is { } window) _windows.Add(new StatedWindow(window.From, window.To, card));
            else if (_inFast) _fast = card;
            else _standard = card;
            _window = null;
            _inFast = false;
        }

        private static decimal Value(string word)
        {
            const NumberStyles Style = NumberStyles.AllowDecimalPoint;
            if (!decimal.TryParse(word.AsSpan(1), Style, CultureInfo.InvariantCulture, out var value) || value > StatedRates.Highest)
            {
                throw new FormatException($"\"{word}\" is no price between 0 and {StatedRates.Highest} USD per million tokens.");
            }

            return value;
        }

        private static int Minute(ReadOnlySpan<char> clock)
        {
            if (!int.TryParse(clock, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) throw new FormatException($"\"{clock}\" is no time of day.");
            var minute = (value / 100 * 60) + (value % 100);
            if (value % 100 > 59 || minute > 24 * 60 || minute % 15 != 0) throw new FormatException($"{clock} is no quarter of an hour.");
            return minute;
        }
    }
}

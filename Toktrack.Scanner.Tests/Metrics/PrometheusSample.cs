namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>A line of the exposition: a series and its value.</summary>
internal sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, string Value)
{
    /// <summary>What makes it a series: the name and the labels, whatever their order.</summary>
    public string Identity => Name + "\u0001" + string.Join('\u0002', Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Key + "\u0003" + l.Value));

    public decimal Number => decimal.Parse(Value, System.Globalization.NumberStyles.AllowDecimalPoint | System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture);

    public string Label(string name) => Labels.GetValueOrDefault(name, "");
}

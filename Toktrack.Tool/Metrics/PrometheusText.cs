using System.Globalization;
using System.Text;

namespace Toktrack.Tool.Metrics;

/// <summary>The text format Prometheus and the node exporter's textfile collector read (version 0.0.4), without timestamps.</summary>
internal static class PrometheusText
{
    /// <summary>The families as text; those without a series are left out.</summary>
    public static string Of(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            if (family.Points.Count == 0) continue;
            var name = family.PrometheusName;
            text.Append("# HELP ").Append(name).Append(' ').Append(family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(family.IsCounter ? " counter\n" : " gauge\n");
            foreach (var point in family.Points)
            {
                text.Append(name);
                var separator = '{';
                foreach (var (label, value) in point.Labels)
                {
                    text.Append(separator).Append(label.Prometheus).Append("=\"");
                    AppendEscaped(text, value);
                    text.Append('"');
                    separator = ',';
                }

                if (point.Labels.Count > 0) text.Append('}');
                text.Append(' ').Append(Number(point.Value)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A number in plain digits, without an exponent or zeros that say nothing.</summary>
    public static string Number(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (var c in value)
        {
            if (c == '\n') text.Append("\\n");
            else if (c is '\\' or '"') text.Append('\\').Append(c);
            else text.Append(c);
        }
    }
}

using Toktrack.Scanner.Tests.Query;
using Toktrack.Tool.Rendering;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class CsvOutputTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("\0x", "'\0x")]
    [InlineData(" =1", "' =1")]
    [InlineData("\"=1", "\"'\"\"=1\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData(" lead", "\" lead\"")]
    public void Field_OfUntrustedText_IsQuotedAndNeverAFormula(string text, string expected) => CsvText.Field(text).Should().Be(expected);

    [Theory]
    [InlineData("0.0000005", "0.0000005")]
    [InlineData("12.50", "12.5")]
    [InlineData("1000", "1000")]
    [InlineData("-3.10", "-3.1")]
    public void Money_OfAnyAmount_IsAPlainNumber(string amount, string expected) => CsvText.Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(expected);

    [Theory]
    [InlineData("daily")]
    [InlineData("daily --breakdown")]
    [InlineData("daily --by project")]
    [InlineData("sessions")]
    [InlineData("projects --breakdown")]
    [InlineData("models --no-cost")]
    public void Csv_OfHostileNames_HasTheSameFieldsOnEveryLine(string command)
    {
        var list = new SlotList();
        foreach (var name in HostileNames.All()) list.Add("2026-03-01T12:00:00Z", 10, model: name, project: name, session: name, branch: name);
        var output = new ToolRun { Snapshot = list.Snapshot }.Output([.. command.Split(' '), "--csv"]);
        var records = Parse(output);
        records.Should().OnlyContain(r => r.Count == records[0].Count);
        records.Should().HaveCountGreaterThan(1);
        foreach (var field in records.Skip(1).SelectMany(r => r).Where(f => f.Length > 0))
        {
            (field[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0').Should().BeFalse(field);
        }
    }

    [Fact]
    public void Csv_OfDaily_IsAsApproved() =>
        Approved.Check("daily-csv", new ToolRun { Snapshot = SampleLedger.Ordinary }.Output("daily", "--csv", "--breakdown", "--timezone", "UTC"));

    [Fact]
    public void Csv_SummedUp_IsTheTotalOfTheJson()
    {
        var run = new ToolRun { Snapshot = SampleLedger.Ordinary };
        var records = Parse(run.Output("daily", "--csv", "--breakdown"));
        var cost = records[0].IndexOf("totalCost");
        var total = System.Text.Json.JsonDocument.Parse(run.Output("daily", "--json")).RootElement.GetProperty("totals").GetProperty("totalCost").GetDecimal();
        records.Skip(1).Sum(r => decimal.Parse(r[cost], System.Globalization.CultureInfo.InvariantCulture)).Should().Be(total);
    }

    // A reader of RFC 4180, written from its grammar.
    private static List<List<string>> Parse(string text)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var field = new System.Text.StringBuilder();
            if (text[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (text[i] != '"') field.Append(text[i]);
                    else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
                    else break;
                }

                i++;
            }
            else
            {
                while (i < text.Length && text[i] != ',' && text[i] != '\r') field.Append(text[i++]);
            }

            record.Add(field.ToString());
            if (text[i] == ',')
            {
                i++;
                if (i < text.Length && text[i] != '\r') continue;
                record.Add("");
            }

            text.AsSpan(i, 2).ToString().Should().Be("\r\n");
            i += 2;
            records.Add(record);
            record = [];
        }

        return records;
    }
}

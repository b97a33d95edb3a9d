using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>
/// Output does not depend on the culture. The tool is built without culture data; these tests show that it does not even need that:
/// in a process with the system's data, and in this one under cultures made up to be different.
/// </summary>
public sealed class CultureTests
{
    private const string Invariant = "\"System.Globalization.Invariant\": true";

    [IcuFact]
    public void Output_InProcessesWithRealCultures_IsTheSameToTheByte()
    {
        // With the data, the same words mean what they mean where the culture is at home.
        var outputs = new Dictionary<string, string>();
        foreach (var (language, first) in new[] { ("en_US.UTF-8", "en-US 1,234.5 I 3/1/2026"), ("de_DE.UTF-8", "de-DE 1.234,5 I 01.03.2026"), ("tr_TR.UTF-8", "tr-TR 1.234,5 \u0130 1.03.2026"), ("ar_SA.UTF-8", "ar-SA ") })
        {
            var output = Run(language);
            var line = output.IndexOf('\n');
            output[..line].Should().StartWith(first, "the culture is really in force");
            outputs[language] = output[(line + 1)..];
        }

        var expected = MachineOutputs.All();
        foreach (var (language, output) in outputs) output.Should().Be(expected, language);
    }

    [Fact]
    public void Output_UnderCulturesMadeUp_IsTheSameToTheByte()
    {
        var expected = MachineOutputs.All();
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in MadeUp())
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
                MachineOutputs.All().Should().Be(expected);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<CultureInfo> MadeUp()
    {
        foreach (var (point, group, minus) in new[] { (",", ".", "-"), ("٫", "٬", "\u061C-"), (",", "\u00A0", "\u2212") })
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = culture.NumberFormat.CurrencyDecimalSeparator = point;
            culture.NumberFormat.NumberGroupSeparator = culture.NumberFormat.CurrencyGroupSeparator = group;
            culture.NumberFormat.NegativeSign = minus;
            culture.NumberFormat.DigitSubstitution = DigitShapes.NativeNational;
            culture.DateTimeFormat.DateSeparator = ".";
            culture.DateTimeFormat.TimeSeparator = ".";
            culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
            culture.DateTimeFormat.AbbreviatedDayNames = ["a", "b", "c", "d", "e", "f", "g"];
            yield return culture;
        }
    }

    // The same program under settings that differ in one word: a variable cannot overrule them.
    private static string Run(string language)
    {
        var assembly = typeof(CultureTests).Assembly.Location;
        var settings = File.ReadAllText(Path.ChangeExtension(assembly, "runtimeconfig.json"));
        settings.Should().Contain(Invariant);
        using var folder = new TemporaryFolder();
        var file = folder.Write("icu.runtimeconfig.json", settings.Replace(Invariant, Invariant.Replace("true", "false", StringComparison.Ordinal), StringComparison.Ordinal));
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", "--runtimeconfig", file, "--depsfile", Path.ChangeExtension(assembly, "deps.json"), assembly, "outputs"])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var variable in new[] { "LANG", "LC_ALL", "LANGUAGE" }) start.Environment[variable] = language;
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
        return output;
    }
}

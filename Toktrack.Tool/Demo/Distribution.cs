namespace Toktrack.Tool.Demo;

/// <summary>
/// A distribution given by measured quantiles, sampled by table: between two quantiles the logarithm grows evenly;
/// above the last but one it grows late, by the power with which the mean becomes the measured one.
/// </summary>
internal sealed class Distribution
{
    private const int Steps = 1024;
    private readonly float[] _table = new float[Steps + 1];

    /// <param name="quantiles">Pairs of (share in percent, value), ascending; the last is the maximum, at 100.</param>
    /// <param name="mean">The measured mean; 0 where it is unknown.</param>
    public Distribution(ReadOnlySpan<(double Percent, double Value)> quantiles, double mean = 0)
    {
        double low = 1, high = 64;
        var power = mean > 0 ? 8.0 : 1.0;
        Fill(quantiles, power);
        for (var round = 0; mean > 0 && round < 12; round++)
        {
            _ = Mean() > mean ? low = power : high = power;
            power = (low + high) / 2;
            Fill(quantiles, power);
        }
    }

    /// <summary>One value.</summary>
    public int Sample(ref CorpusRandom random)
    {
        var position = random.Unit() * Steps;
        var index = (int)position;
        return (int)(_table[index] + (_table[index + 1] - _table[index]) * (position - index));
    }

    private double Mean()
    {
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            sum += (_table[i] + _table[i + 1]) / 2;
        }

        return sum / Steps;
    }

    private void Fill(ReadOnlySpan<(double Percent, double Value)> quantiles, double power)
    {
        var right = 1;
        for (var i = 0; i <= Steps; i++)
        {
            var percent = i * 100.0 / Steps;
            while (right < quantiles.Length - 1 && quantiles[right].Percent < percent)
            {
                right++;
            }

            var (fromPercent, fromValue) = quantiles[right - 1];
            var (toPercent, toValue) = quantiles[right];
            var share = Math.Clamp((percent - fromPercent) / (toPercent - fromPercent), 0, 1);
            if (right == quantiles.Length - 1)
            {
                share = Math.Pow(share, power);
            }

            _table[i] = (float)(Math.Max(fromValue, 0.5) * Math.Pow(Math.Max(toValue, 0.5) / Math.Max(fromValue, 0.5), share));
        }
    }
}

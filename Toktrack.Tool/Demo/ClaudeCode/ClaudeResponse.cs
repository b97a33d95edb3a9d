using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>One answer of a model, written as one line for each content block.</summary>
internal struct ClaudeResponse
{
    /// <summary>The message id, as random numbers.</summary>
    public (ulong First, ulong Second) Id;

    /// <summary>The request id, as random numbers; none where <see cref="HasRequest"/> is false.</summary>
    public (ulong First, ulong Second) Request;

    /// <summary>False behind some proxies.</summary>
    public bool HasRequest;

    /// <summary>The model's name.</summary>
    public string Model;

    /// <summary>What the response used; <see cref="TokenCounts.Output"/> is that of the last line.</summary>
    public TokenCounts Tokens;

    /// <summary>The output stated by all lines but the last; equal to the last where the log does not grow.</summary>
    public long Placeholder;

    /// <summary>True where the usage of the last line is final (else it is that of the stream's beginning).</summary>
    public bool Finished;

    /// <summary>The time of the line that counts: the first one of those with the largest output.</summary>
    public long CountedAt;

    private long _countedOutput;

    /// <summary>Notes that a line with <paramref name="output"/> tokens was written with the stamp <paramref name="time"/>.</summary>
    public void Stated(long output, long time)
    {
        if (CountedAt == 0 || output > _countedOutput || (output == _countedOutput && time < CountedAt))
        {
            (CountedAt, _countedOutput) = (time, output);
        }
    }
}

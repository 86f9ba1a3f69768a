using System.Globalization;
using System.Text;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>What a stream and its subjects are called at a NATS server. A stream's id becomes one token of letters,
/// digits and '-'; every other byte is written as '_' and two hexadecimal digits, so that no id can be a wildcard,
/// span tokens, or meet another's.</summary>
public static class JetStreamNames
{
    /// <summary>The JetStream stream that holds the events.</summary>
    public static string Stream(string streamId) => $"eval-{Token(streamId)}";

    /// <summary>What the subjects begin with where the producer publishes events; the stream keeps them.</summary>
    public static string Input(string streamId) => $"eval.{Token(streamId)}.in";

    /// <summary>The subject of a partition of that input.</summary>
    public static string Partition(string input, int partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{input}.{partition}");

    /// <summary>The durable consumer of whoever has a partition for that time, see <see cref="Assignment.Attempt"/>.
    /// </summary>
    public static string Consumer(int partition, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"worker-{partition}-{attempt}");

    /// <summary>The subject where outputs are published; no stream keeps it.</summary>
    public static string Output(string streamId) => $"eval.{Token(streamId)}.out";

    private static string Token(string streamId)
    {
        var token = new StringBuilder(streamId.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(streamId))
        {
            if (char.IsAsciiLetterOrDigit((char)unit) || unit == '-')
            {
                token.Append((char)unit);
            }
            else
            {
                token.Append(CultureInfo.InvariantCulture, $"_{unit:x2}");
            }
        }

        return token.ToString();
    }
}

using System.Text;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bidding;

/// <summary>Outputs that are lines of text.</summary>
internal static class Lines
{
    /// <summary>An output of that input for each line.</summary>
    public static StreamEvent[] Of(StreamEvent input, IEnumerable<string> lines) =>
        [.. lines.Select(line => input with { Payload = Encoding.UTF8.GetBytes(line) })];
}

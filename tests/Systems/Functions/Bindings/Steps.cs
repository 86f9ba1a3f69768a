using Eval.Systems.Functions;
using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.Functions.Bindings;

/// <summary>Steps whose outputs are known beforehand.</summary>
internal static class Steps
{
    /// <summary>Each input gives as many outputs as its first payload byte says: k, k, … with k counted over the
    /// state's life. Lazy, over one buffer that it uses again.</summary>
    public static StepDefinition Counting { get; } = StepDefinition.Of(
        "counting", "for tests", isStateful: true, _ => new byte[1], Count);

    public static StreamEvent Input(long sequence, byte outputs) => new(sequence, new[] { outputs });

    private static IEnumerable<StreamEvent> Count(StreamEvent input, byte[] state)
    {
        for (var i = 0; i < input.Payload.Span[0]; i++)
        {
            state[0]++;
            yield return input with { Payload = state };
        }
    }
}

using System.Globalization;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>Openings with identities of their own.</summary>
internal static class Openings
{
    // With its headers below what a NATS server takes at most, 1 MiB.
    private const int MaximumPayload = 1 << 19;

    private static int _last;

    /// <summary>The opening of a new stream of that function, which will have that many events.</summary>
    public static Opening Next(string function, int events) => new(
        string.Create(CultureInfo.InvariantCulture, $"load-{Interlocked.Increment(ref _last)}"),
        function,
        MaximumPayload,
        [KeyValuePair.Create("expectedEvents", events.ToString(CultureInfo.InvariantCulture))]);
}

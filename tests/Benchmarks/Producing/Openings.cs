using System.Globalization;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Benchmarks.Producing;

/// <summary>Openings with identities of their own.</summary>
internal static class Openings
{
    private static int _last;

    /// <summary>The opening of a new stream of that function, which will have that many events.</summary>
    public static Opening Next(string function, int events) => new(
        string.Create(CultureInfo.InvariantCulture, $"load-{Interlocked.Increment(ref _last)}"),
        function,
        1 << 20,
        [KeyValuePair.Create("expectedEvents", events.ToString(CultureInfo.InvariantCulture))]);
}

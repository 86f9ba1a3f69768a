using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Shouldly;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>A vocabulary as the built adapters declare it, and a small scenario that is right.</summary>
internal static class Fixture
{
    public const string Minimal = """
        schema: 1
        name: small
        seed: 7
        workload: { kind: video, rate: 10/s }
        function: grayscale
        durations: [1s, 2s]
        repetitions: 3
        systems:
          - { name: a, kind: faas }
          - { name: b, kind: loopback }
        """;

    private static readonly KeyDescription s_isolation = Choice("isolation", "process");
    private static readonly KeyDescription s_start = Choice("start", "cold");

    public static Vocabulary Vocabulary { get; } = new(
        [
            new("stream-function", "Stream functions",
            [
                s_isolation,
                Choice("buffer", "memory"),
                Choice("start", "cold", "warm"),
                Number("bufferEvents", KeyType.Integer, "1024", 1, 1 << 20),
                Number("bufferBytes", KeyType.Size, "67108864", 1024, 1L << 30),
                Number("pool.size", KeyType.Integer, "1", 1, 8) with { OnlyIf = [KeyCondition.Parse("start=warm")] },
                Number("pool.timeToLive", KeyType.Duration, "60", 1, 600) with
                {
                    OnlyIf = [KeyCondition.Parse("start=warm")],
                },
                Number("limits.cpu", KeyType.Number, "1", 0.5, 8),
                new("hardening.seccomp", "A filter", KeyType.Boolean, [], "true", 0, 0),
                new("endpoint", "A server", KeyType.Text, [], "", 0, 0)
                {
                    IsOptional = true, Text = ("[a-z.]+:[0-9]+", "host:port"),
                },
            ])
            {
                TakesAnyFunction = true,
                Parts = [new("instance", [KeyCondition.Parse("endpoint=")])],
                Rules =
                [
                    new(
                        [KeyCondition.Parse("start=warm")], KeyCondition.Parse("stages=one"),
                        "a pool has one function"),
                    new(
                        [KeyCondition.Parse("start=warm")], KeyCondition.Parse("isolation=process"),
                        "threads are not parked"),
                    new([KeyCondition.Parse("endpoint=*")], KeyCondition.Parse("function=name"), "it has a name there"),
                ],
            },
            new("faas", "Function per event", Platform()) { KeepsState = false, Parts = [new("instance", [])] },
            new("batch", "Function per stream", Platform()) { Parts = [new("instance", [])] },
            new("pipeline", "Always-on pipeline",
            [
                Choice("source", "embedded"),
                Choice("start", "running", "cold"),
                s_isolation,
                Choice("timers", "default"),
                Number("queueEvents", KeyType.Integer, "4096", 1, 1 << 22),
            ])
            {
                Parts = [new("worker", []), new("broker", [])],
            },
            new("loopback", "No system", []),
            new("known-answer", "Waits precisely",
            [
                Number("coldStart", KeyType.Duration, "0.05", 0, 60),
                Number("perEvent", KeyType.Duration, "0.001", 0, 60),
            ]),
        ],
        [
            new("video", "Random RGB frames",
            [
                Number("width", KeyType.Integer, "160", 1, 4096),
                Number("height", KeyType.Integer, "120", 1, 4096),
                Number("distinct", KeyType.Integer, "20", 1, 1000),
            ]),
        ],
        [
            new("grayscale", "Averages R, G and B", []),
            new("motion", "Differs from the frame before", []) { IsStateful = true },
        ])
    {
        Metrics =
        [
            new("cold_start_penalty", "1"), new("processing_overhead_s", "s"), new("event_latency_p99_ms", "ms"),
        ],
    };

    public static ScenarioReading Read(string text) => ScenarioReader.Read("f.yaml", text, Vocabulary);

    /// <summary>The only mistake of the text, as the user sees it.</summary>
    public static string OnlyError(string text)
    {
        var reading = Read(text);
        reading.Scenario.ShouldBeNull();
        return reading.Errors.ShouldHaveSingleItem().ToString();
    }

    /// <summary>The minimal scenario with one piece of text exchanged.</summary>
    public static string With(string old, string replacement)
    {
        Minimal.ShouldContain(old);
        return Minimal.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>The folder that holds Eval.sln.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Eval.sln")))
        {
            folder = folder.Parent;
        }

        return folder.ShouldNotBeNull().FullName;
    }

    private static KeyDescription[] Platform() =>
    [
        s_isolation,
        Number("maxInstances", KeyType.Integer, "1", 1, 1),
        Number("concurrency", KeyType.Integer, "1", 1, 1),
        Number("queue", KeyType.Integer, "1000", 0, 1_000_000),
        Number("idleTimeout", KeyType.Duration, "60", 0, 3600),
        s_start,
    ];

    private static KeyDescription Choice(string name, params string[] choices) =>
        new(name, name, KeyType.Choice, choices, choices[0], 0, 0);

    private static KeyDescription Number(string name, KeyType type, string value, double minimum, double maximum) =>
        new(name, name, type, [], value, minimum, maximum);
}

using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Oracles;
using Eval.Systems.Functions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Oracles;

/// <summary>Goal: each function gives what its oracle, which is written in another way, expects, byte by byte. Method:
/// both run over the same long stream of the function's workload.</summary>
public sealed class FunctionsAgreeTests
{
    private const int Seed = 20260303;

    /// <summary>A state of many sessions takes long to put into bytes after each event.</summary>
    private const int MostCarried = 1500;

    /// <summary>Each function with its workload, the options and events of the stream, and how many outputs it must
    /// have at least, so that agreeing on nothing does not pass.</summary>
    public static TheoryData<string, string, string, int, int> Streams => new()
    {
        { "grayscale", "video", "distinct=7", 20, 20 },
        { "motion", "video", "distinct=7", 20, 20 },
        { "motion", "video", "content=square", 50, 50 },
        { "background", "video", "width=31;height=17", 60, 60 },
        { "scene-cut", "video", "width=31;height=17", 60, 60 },
        { "sta-lta", "seismic", "interval=10", 480, 480 },
        { "sta-lta", "seismic", "stations=1;sampleRate=200", 120, 120 },
        { "sta-lta-classic", "seismic", "interval=10", 480, 480 },
        { "sta-lta > trigger", "seismic", "interval=10", 480, 20 },
        { "sta-lta-classic > trigger", "seismic", "interval=10", 480, 20 },
        { "sta-lta > trigger > coincidence", "seismic", "interval=10", 480, 3 },
        { "river-stage", "river", "gauges=3;interval=60", 1200, 1200 },
        { "auction-pass-through", "auction", "", 500, 500 },
        { "auction-currency", "auction", "", 500, 460 },
        { "auction-filter", "auction", "", 500, 100 },
        { "auction-hot-items", "auction", "", 5000, 40 },
        { "auction-window-maximum", "auction", "burst=10;burstEvents=500", 5000, 5 },
        { "auction-session-count", "auction", "", 5000, 50 },
        { "spin", "synthetic", "service=0.00001;serviceLaw=exponential", 50, 50 },
        { "emit", "synthetic", "outputs=5;size=64;sizeLaw=uniform", 50, 250 },
        { "emit", "synthetic", "outputs=0", 50, 0 },
        { "alloc", "synthetic", "memory=100000", 50, 50 },
        { "crash", "synthetic", "", 50, 50 },
        { "emit > emit", "synthetic", "outputs=3", 50, 450 },
    };

    /// <summary>Those of functions that keep state, alone or in a row.</summary>
    public static TheoryData<string, string, string, int> StatefulStreams
    {
        get
        {
            var streams = new TheoryData<string, string, string, int>();
            foreach (var (functions, kind, options, events, _) in Streams.Select(row => row.Data))
            {
                if (functions.Split(" > ").All(name => FunctionCatalog.Find(name).IsStateful))
                {
                    streams.Add(functions, kind, options, Math.Min(events, MostCarried));
                }
            }

            return streams;
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_function_gives_what_its_oracle_expects(
        string functions, string kind, string options, int events, int leastOutputs)
    {
        var names = functions.Split(" > ");
        var stream = Specs.Stream(Specs.Of(kind, 100, Pairs(options)), events, Seed);

        var outputs = StreamRunner.Run(stream, names);
        var expected = ExpectedOutputs.Of(stream, OracleCatalog.Find(names));

        expected.Total.ShouldBeGreaterThanOrEqualTo(leastOutputs);
        expected.Inputs.ShouldBe(events);
        for (var i = 0; i < events; i++)
        {
            outputs[i].Select(output => PayloadHash.Of(output)).ShouldBe(expected[i], $"event {i}");
        }
    }

    /// <summary>Nothing of a state is forgotten on its way through bytes. Method: as above, with the state put into
    /// bytes and taken out again between any two events.</summary>
    [Theory]
    [MemberData(nameof(StatefulStreams))]
    public void A_function_whose_state_travels_gives_the_same(string functions, string kind, string options, int events)
    {
        var names = functions.Split(" > ");
        var stream = Specs.Stream(Specs.Of(kind, 100, Pairs(options)), events, Seed);

        var outputs = StreamRunner.RunCarried(stream, names);
        var expected = ExpectedOutputs.Of(stream, OracleCatalog.Find(names));

        for (var i = 0; i < events; i++)
        {
            outputs[i].Select(output => PayloadHash.Of(output)).ShouldBe(expected[i], $"event {i}");
        }
    }

    [Fact]
    public void A_function_that_says_how_many_earlier_events_it_needs_needs_no_more()
    {
        var bounded = FunctionCatalog.All.Where(function => function.Window is not null).ToList();
        bounded.Select(function => function.Name).ShouldBe(["motion", "scene-cut"]);
        foreach (var function in bounded)
        {
            var stream = Specs.Stream(Specs.Of("video", 100, [("width", "31"), ("height", "17")]), 60, Seed);

            var outputs = StreamRunner.RunOverWindows(stream, function, function.Window!.Value);

            outputs.Zip(StreamRunner.Run(stream, function.Name))
                .ShouldAllBe(pair => pair.First.Single().SequenceEqual(pair.Second.Single()));
        }
    }

    [Fact]
    public void Every_stateful_function_describes_its_state() =>
        FunctionCatalog.All.Where(function => function.IsStateful)
            .ShouldAllBe(function => function.BeginPortable != null);

    [Fact]
    public void Every_function_has_an_oracle_and_a_stream_here()
    {
        var functions = FunctionCatalog.All.Select(function => function.Name).ToList();

        OracleCatalog.Functions.ShouldBe(functions, ignoreOrder: true);
        Streams.SelectMany(row => row.Data.Item1.Split(" > ")).Distinct().ShouldBe(functions, ignoreOrder: true);
    }

    [Fact]
    public void Stateful_functions_have_oracles_of_whole_streams_and_only_they()
    {
        foreach (var function in FunctionCatalog.All)
        {
            (OracleCatalog.Find(function.Name) is IOracle).ShouldBe(!function.IsStateful, function.Name);
        }
    }

    private static (string, string)[] Pairs(string options) =>
        [.. options.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .Select(pair => (pair[0], pair[1]))];
}

using Eval.Harness.Model;
using Eval.Harness.Workloads.Arrivals;
using Eval.Harness.Workloads.Sessions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Sessions;

public sealed class SessionPlanTests
{
    public static TheoryData<string, string> Kinds { get; } = new()
    {
        { "constant", "rate=10" },
        { "poisson", "rate=10" },
        { "renewal", "rate=10 law=weibull shape=0.5" },
        { "renewal", "rate=10 law=gamma shape=0.5" },
        { "renewal", "rate=10 law=lognormal shape=1" },
        { "renewal", "rate=10 law=hyperexponential shape=4" },
        { "mmpp", "rate=0 quiet=2 busyRate=50 busy=0.5" },
        { "diurnal", "rate=0 peakRate=20 period=60" },
        { "hawkes", "rate=1 branching=0.9 decay=2" },
    };

    /// <summary>Whatever the process, a session has exactly the streams that it should, each with a name and bytes of
    /// its own, in the order in which they come, and the same ones again from the same seed.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_session_has_its_streams_and_the_same_ones_again(string kind, string options)
    {
        const int count = 300;
        var streams = SessionPlan.Of(Session(kind, options, count, 7));

        streams.Count.ShouldBe(count);
        streams.Select(stream => stream.OffsetNs).ShouldBeInOrder();
        streams.Select(stream => stream.Trial.TrialId).ShouldBeUnique();
        streams.Select(stream => stream.Trial.Seed).ShouldBeUnique();
        streams.Select(stream => stream.Trial.Stream).ShouldBe(Enumerable.Range(0, count));
        streams.ShouldAllBe(stream => stream.Trial.SessionId == "b000-a-1s-a1" && stream.Trial.Arrivals == null);
        SessionPlan.Of(Session(kind, options, count, 7)).Select(stream => (stream.OffsetNs, stream.Trial.Seed))
            .ShouldBe(streams.Select(stream => (stream.OffsetNs, stream.Trial.Seed)));
        SessionPlan.Of(Session(kind, options, count, 8))[0].Trial.Seed.ShouldNotBe(streams[0].Trial.Seed);
    }

    /// <summary>A session of fewer streams is the beginning of one with more: the draw does not depend on how far it
    /// looks.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_shorter_session_is_the_beginning_of_a_longer_one(string kind, string options) =>
        SessionPlan.Of(Session(kind, options, 500, 3)).Take(20).Select(stream => stream.OffsetNs)
            .ShouldBe(SessionPlan.Of(Session(kind, options, 20, 3)).Select(stream => stream.OffsetNs));

    [Fact]
    public void Constant_arrivals_are_a_period_apart() =>
        SessionPlan.Of(Session("constant", "rate=4", 3, 1)).Select(stream => stream.OffsetNs)
            .ShouldBe([250_000_000, 500_000_000, 750_000_000]);

    /// <summary>One function with counts by the minute and one without: at 60 times the speed a minute is a second.
    /// </summary>
    [Fact]
    public void The_functions_of_a_trace_come_together_in_order_and_no_more_than_are_asked_for()
    {
        using var folder = new TraceFolder(
            "HashOwner,HashApp,HashFunction,Trigger,1,2,3\no,a,f,http,2,0,2\no,a,g,timer,1,1,1");

        Seconds(folder, "timeScale=60 span=86400", 100).Select(time => (int)time).ShouldBe([0, 0, 0, 1, 2, 2, 2]);
        Seconds(folder, "timeScale=60 span=1.5", 100).ShouldAllBe(time => time < 1.5);
        Seconds(folder, "timeScale=60 span=86400", 4).Length.ShouldBe(4);
    }

    [Fact]
    public void Another_trace_than_the_run_began_with_is_refused()
    {
        using var folder = new TraceFolder("arrival_s\n1\n2");
        var session = Session("trace", "timeScale=1 span=60", 10, 1);
        session = session with
        {
            Arrivals = session.Arrivals! with { Folder = folder.Path, FileSha256 = folder.Hash },
        };
        SessionPlan.Of(session).Count.ShouldBe(2);

        folder.Write("arrival_s\n1\n3");

        Should.Throw<FormatException>(() => SessionPlan.Of(session)).Message
            .ShouldBe("trace.csv:1: not the trace that the run began with");
    }

    [Fact]
    public void A_process_that_brings_no_streams_is_told_and_not_waited_for() =>
        ArrivalCatalog.Preview(Spec("mmpp", "rate=0 quiet=86400 busyRate=0.000001 busy=0.001", 10_000), 1).Problem
            .ShouldNotBeNull();

    private static double[] Seconds(TraceFolder folder, string options, int streams)
    {
        var session = Session("trace", options, streams, 1);
        return
        [
            .. SessionPlan.Of(session with { Arrivals = session.Arrivals! with { Folder = folder.Path } })
                .Select(stream => stream.OffsetNs / 1e9),
        ];
    }

    private static ArrivalSpec Spec(string kind, string options, int streams) => new(
        kind,
        $"{options} streams={streams} file=trace.csv".Split(' ').Select(option => option.Split('='))
            .Where(option => kind == "trace" || option[0] != "file")
            .ToDictionary(option => option[0], option => option[1]));

    private static Trial Session(string kind, string options, int streams, ulong seed) => new()
    {
        TrialId = "b000-a-1s-a1",
        System = new SystemSpec("a", "loopback", new Dictionary<string, string>()),
        Workload = new WorkloadSpec("video", 10, new Dictionary<string, string>()),
        Function = "grayscale",
        Duration = TimeSpan.FromSeconds(1),
        Events = 10,
        Block = 0,
        Repetition = 0,
        Attempt = 1,
        Seed = seed,
        Arrivals = Spec(kind, options, streams),
    };

    private sealed class TraceFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

        public TraceFolder(string trace) => Write(trace);

        public string Path => _folder.FullName;

        public string Hash => ArrivalCatalog.HashOf(System.IO.Path.Combine(Path, "trace.csv"));

        public void Write(string trace) => File.WriteAllText(System.IO.Path.Combine(Path, "trace.csv"), trace);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

using Eval.Harness.Workloads.Arrivals;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Arrivals;

public sealed class TraceFileTests
{
    private const string Azure2019 = "HashOwner,HashApp,HashFunction,Trigger,1,2,3";

    [Fact]
    public void Counts_by_the_minute_are_spread_over_the_minute_after_a_drawn_phase()
    {
        var process = Read(Azure2019, "o,a,f,http,4,0,2").ShouldHaveSingleItem();

        var seconds = Seconds(process, 1);

        seconds.Select(time => (int)(time / 60)).ShouldBe([0, 0, 0, 0, 2, 2]);
        (seconds[1] - seconds[0]).ShouldBe(15, 1e-6);
        (seconds[5] - seconds[4]).ShouldBe(30, 1e-6);
        Math.Abs((seconds[0] % 15 / 15) - (seconds[4] % 30 / 30)).ShouldBeGreaterThan(1e-3);
        Math.Abs(Seconds(process, 2)[0] - seconds[0]).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void A_time_scale_of_sixty_makes_a_second_of_a_minute()
    {
        var process = TraceFile.Read([Azure2019, "o,a,f,http,1,0,1"], 60).ShouldHaveSingleItem();

        Seconds(process, 1).Select(time => (int)time).ShouldBe([0, 2]);
    }

    [Fact]
    public void An_invocation_of_2021_arrives_its_duration_before_its_end_and_functions_are_apart()
    {
        var processes = Read("app,func,end_timestamp,duration", "a,f,10,2", "a,g,9.5,0.5", "a,f,8.75,0.25");

        processes.Count.ShouldBe(2);
        Seconds(processes[0], 1).ShouldBe([0, 0.5]);
        Seconds(processes[1], 1).ShouldBe([1]);
    }

    [Fact]
    public void A_generic_trace_begins_with_its_first_arrival_and_ends_with_the_draw() =>
        Read("arrival_s", "100.5", "100.5", "101", "900").ShouldHaveSingleItem().Draw(10, 1)
            .ShouldBe([0, 0, 500_000_000]);

    [Theory]
    [InlineData("", "line 1: no known trace")]
    [InlineData("HashOwner,HashApp,HashFunction,Trigger", "line 1: no known trace")]
    [InlineData("HashOwner,HashApp,HashFunction,Trigger,1,3", "line 1: no known trace")]
    [InlineData(Azure2019 + "\no,a,f,http,1,2", "line 2: 6 columns, where the header has 7")]
    [InlineData(Azure2019 + "\no,a,f,http,1,2,3\no,a,f,http,1,-2,3", "line 3: '-2' is no number of invocations")]
    [InlineData(Azure2019 + "\no,a,f,http,1,2,99999999", "line 2: '99999999' is no number")]
    [InlineData("app,func,end_timestamp,duration\na,f,-1,0", "line 2: '-1' is no number of seconds")]
    [InlineData("app,func,end_timestamp,duration\na,f,NaN,0", "line 2: 'NaN' is no number of seconds")]
    [InlineData("arrival_s\n1\n3\n2", "line 4: an arrival before the one before it")]
    [InlineData("arrival_s\n1e300", "line 2: '1e300' is no number of seconds")]
    public void A_wrong_trace_is_refused_with_the_line(string text, string message) =>
        Should.Throw<FormatException>(() => TraceFile.Read(text.Split('\n'), 1)).Message.ShouldStartWith(message);

    [Fact]
    public void A_trace_that_is_huge_is_refused_before_it_is_read() =>
        Should.Throw<FormatException>(() => TraceFile.Read(Enumerable.Repeat("arrival_s", 5_000_000), 1))
            .Message.ShouldContain("at most 4194304 lines");

    [Fact]
    public void A_trace_without_lines_has_no_arrivals()
    {
        Read(Azure2019).ShouldBeEmpty();
        Read("arrival_s").ShouldHaveSingleItem().Draw(10, 1).ShouldBeEmpty();
    }

    private static IReadOnlyList<IArrivalProcess> Read(params string[] lines) => TraceFile.Read(lines, 1);

    private static double[] Seconds(IArrivalProcess process, ulong seed) =>
        [.. process.Draw(1e6, seed).Select(timeNs => timeNs / 1e9)];
}

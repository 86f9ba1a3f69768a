using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Deploying;

/// <summary>Goal: a number that would break streams, or the server, later is refused by its name beforehand. Method:
/// one number out of its range at a time.</summary>
public sealed class RangesTests
{
    private static readonly FunctionDeployment Good = new()
    {
        Name = "good",
        Stages = [new FunctionStage("/bin/cat", [])],
        Pool = new PoolPolicy(),
        Deadlines = new StreamDeadlines { Idle = TimeSpan.FromDays(2), WallClock = TimeSpan.FromDays(2) },
    };

    private static readonly TimeSpan TimerLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    public static TheoryData<string, FunctionDeployment> Bad { get; } = new()
    {
        { "stages", Good with { Stages = [] } },
        { "stages", Good with { Stages = [.. Enumerable.Repeat(Good.Stages[0], 33)] } },
        { "buffer.events", Good with { Buffer = new BufferPolicy { Events = 0 } } },
        { "buffer.events", Good with { Buffer = new BufferPolicy { Events = int.MaxValue } } },
        { "buffer.bytes", Good with { Buffer = new BufferPolicy { Bytes = -1 } } },
        { "pool.size", Good with { Pool = new PoolPolicy { Size = 0 } } },
        { "pool.timeToLive", Good with { Pool = new PoolPolicy { TimeToLive = TimeSpan.Zero } } },
        { "deadlines.midFrame", Good with { Deadlines = new StreamDeadlines { MidFrame = -TimeSpan.FromTicks(1) } } },
        { "deadlines.idle", Good with { Deadlines = new StreamDeadlines { Idle = TimeSpan.FromTicks(1) } } },
        { "deadlines.wallClock", Good with { Deadlines = new StreamDeadlines { WallClock = TimeSpan.MaxValue } } },
        { "deadlines.perEvent", Good with { Deadlines = new StreamDeadlines { PerEvent = TimerLimit } } },
        { "deadlines.start", Good with { Deadlines = new StreamDeadlines { Start = TimeSpan.Zero } } },
        { "deadlines.end", Good with { Deadlines = new StreamDeadlines { End = TimerLimit } } },
        { "limits.memoryBytes", Good with { Limits = new SandboxLimits { MemoryBytes = 0 } } },
        { "limits.cpus", Good with { Limits = new SandboxLimits { Cpus = double.NaN } } },
        { "limits.processes", Good with { Limits = new SandboxLimits { Processes = 0 } } },
        { "limits.files", Good with { Limits = new SandboxLimits { Files = -1 } } },
        { "limits.temporaryBytes", Good with { Limits = new SandboxLimits { TemporaryBytes = 0 } } },
    };

    public static TheoryData<string, ServerLimits> BadLimits { get; } = new()
    {
        { "limits.connections", new ServerLimits { Connections = 0 } },
        { "limits.streams", new ServerLimits { Streams = 0 } },
        { "limits.starting", new ServerLimits { Starting = 0 } },
        { "limits.startingAtOnce", new ServerLimits { StartingAtOnce = 0 } },
        { "limits.handshake", new ServerLimits { Handshake = TimeSpan.MaxValue } },
        { "limits.payloadBytes", new ServerLimits { PayloadBytes = int.MaxValue } },
    };

    [Fact]
    public void Usual_numbers_are_allowed() => Ranges.MistakesIn(Good).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_number_out_of_its_range_is_named(string name, FunctionDeployment bad) =>
        Ranges.MistakesIn(bad).ShouldHaveSingleItem().ShouldStartWith($"{name} is ");

    [Theory]
    [MemberData(nameof(BadLimits))]
    public void A_cap_out_of_its_range_is_named_and_so_is_each_functions_number(string name, ServerLimits bad)
    {
        var configuration = new ServerConfiguration
        {
            SocketPath = "/none",
            Owner = "nobody",
            Functions = [Good, Good with { Name = "bad", Stages = [] }],
            Limits = bad,
        };

        var mistakes = Ranges.MistakesIn(configuration).ToArray();

        mistakes.Length.ShouldBe(2);
        mistakes[0].ShouldStartWith($"{name} is ");
        mistakes[1].ShouldBe("bad: stages is 0; 1 to 32 are allowed");
    }
}

using Eval.Systems.Brokers;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Brokers;

public sealed class SessionGateTests
{
    [Fact]
    public async Task One_at_a_time_has_the_turn()
    {
        using var gate = new SessionGate();
        await gate.EnterAsync("first");
        var second = gate.EnterAsync("second");
        second.IsCompleted.ShouldBeFalse();

        gate.Leave("first");

        await second;
    }

    [Fact]
    public async Task Only_its_holder_gives_a_turn_back()
    {
        using var gate = new SessionGate();
        await gate.EnterAsync("first");
        var second = gate.EnterAsync("second");

        gate.Leave("stranger");

        second.IsCompleted.ShouldBeFalse();
        gate.Leave("first");
        await second;
    }

    [Fact]
    public async Task A_turn_that_is_never_given_back_does_not_stop_the_others()
    {
        using var gate = new SessionGate();
        await gate.EnterAsync("lost");

        await gate.EnterAsync("second");
        gate.Leave("lost");
        var third = gate.EnterAsync("third");

        third.IsCompleted.ShouldBeFalse();
        gate.Leave("second");
        await third;
    }
}

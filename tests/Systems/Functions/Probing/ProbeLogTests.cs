using Eval.Systems.Functions.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Probing;

public sealed class ProbeLogTests
{
    [Fact]
    public void Records_survive_as_bytes()
    {
        ProbeRecord[] records = [new(0, 1, 2, 3, 4), new(long.MaxValue, long.MinValue, -1, int.MaxValue, int.MinValue)];

        ProbeLog.Decode(ProbeLog.Encode(records)).ShouldBe(records);
        ProbeLog.Decode(ProbeLog.Encode([])).ShouldBeEmpty();
    }

    [Fact]
    public void The_layout_is_fixed()
    {
        Convert.ToHexString(ProbeLog.Encode([new(1, 2, 3, 4, 5)])).ShouldBe(
            "45565031" + "0100000000000000" + "0200000000000000" + "0300000000000000" + "04000000" + "05000000");
    }

    [Theory]
    [InlineData("")]
    [InlineData("455650")]
    [InlineData("45565032")]
    [InlineData("4556503100")]
    public void Other_bytes_are_refused(string hexadecimal) =>
        Should.Throw<FormatException>(
            () => ProbeLog.Decode(Convert.FromHexString(hexadecimal)));

    [Theory]
    [InlineData(-1)]
    [InlineData(Probe.MaximumCapacity + 1)]
    public void A_probe_of_impossible_size_is_refused(int capacity) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Probe(capacity));
}

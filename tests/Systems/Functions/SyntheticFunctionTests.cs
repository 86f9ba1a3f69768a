using System.Buffers.Binary;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Loading;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions;

public sealed class SyntheticFunctionTests
{
    [Theory]
    [InlineData("spin")]
    [InlineData("alloc")]
    [InlineData("crash")]
    public void An_event_comes_back_as_it_is(string function)
    {
        var item = Event(serviceNs: 10_000, allocatedBytes: 1 << 20);

        Run(function, item).ShouldBe([item]);
    }

    [Fact]
    public void Emit_gives_as_many_as_asked()
    {
        Run("emit", Event(outputs: 3)).Count.ShouldBe(3);
        Run("emit", Event(outputs: 0)).ShouldBeEmpty();
    }

    [Fact]
    public void A_crash_is_thrown_where_it_is_asked() =>
        Should.Throw<InvalidOperationException>(() => Run("crash", Event(crashes: true) with { Sequence = 9 }))
            .Message.ShouldContain("event 9");

    [Fact]
    public void Memory_is_really_taken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run("alloc", Event(allocatedBytes: 5_000_000));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeGreaterThan(5_000_000);
    }

    /// <summary>The loop's speed is measured, so the turns for a time are proportional to it; that they take this time
    /// is for benchmarks.</summary>
    [Fact]
    public void Work_is_counted_in_turns_whose_speed_was_measured()
    {
        var turns = CalibratedSpin.TurnsFor(1_000_000);

        turns.ShouldBeGreaterThan(1000);
        ((double)CalibratedSpin.TurnsFor(10_000_000)).ShouldBe(10.0 * turns, 10);
        CalibratedSpin.TurnsFor(0).ShouldBe(0);
    }

    [Theory]
    [InlineData(15, 0, 0)]
    [InlineData(16, -1, 0)]
    [InlineData(16, 60_000_000_001, 0)]
    [InlineData(16, 0, -1)]
    [InlineData(16, 0, (1 << 28) + 1)]
    public void What_is_out_of_bounds_is_refused(int length, long serviceNs, int allocatedBytes)
    {
        var item = Event(serviceNs: serviceNs, allocatedBytes: allocatedBytes);

        Should.Throw<FormatException>(() => Run("alloc", item with { Payload = item.Payload[..length] }));
    }

    private static List<StreamEvent> Run(string function, StreamEvent item) =>
        [.. FunctionCatalog.Find(function).Begin(FunctionParameters.None)(item)];

    private static StreamEvent Event(
        long serviceNs = 0, ushort outputs = 1, bool crashes = false, int allocatedBytes = 0)
    {
        var payload = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(payload, serviceNs);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(8), outputs);
        payload[10] = crashes ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(12), allocatedBytes);
        return new StreamEvent(0, payload);
    }
}

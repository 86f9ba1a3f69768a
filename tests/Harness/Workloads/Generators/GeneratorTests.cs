using Eval.Harness.Workloads.Generators;
using Eval.Systems.Simulation;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Generators;

public sealed class GeneratorTests
{
    /// <summary>The published test values of SplitMix64 for the seed 1234567.</summary>
    [Fact]
    public void SplitMix64_gives_its_published_values()
    {
        var generator = new SplitMix64(1234567);

        ulong[] values = [generator.Next(), generator.Next(), generator.Next()];
        values.ShouldBe([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL]);
    }

    [Fact]
    public void Xoshiro256_gives_the_reference_values_of_seed_zero()
    {
        var generator = new Xoshiro256(0);

        ulong[] values = [generator.Next(), generator.Next(), generator.Next()];
        values.ShouldBe([0x99ec5f36cb75f2b4UL, 0xbf6e1f784956452aUL, 0x1a5f849d4933e6e0UL]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void Bytes_are_the_outputs_in_little_endian_order(int length)
    {
        var outputs = new Xoshiro256(5);
        var expected = Enumerable.Range(0, 2).SelectMany(_ => BitConverter.GetBytes(outputs.Next())).Take(length);
        var bytes = new byte[length];

        new Xoshiro256(5).Fill(bytes);

        bytes.ShouldBe(expected);
    }
}

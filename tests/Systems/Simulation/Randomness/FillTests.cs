using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Randomness;

/// <summary>Goal: blocks of draws are the draws one by one, bit for bit. Method: both ways side by side, in blocks of
/// every length around those that the processor does at once.</summary>
public sealed class FillTests
{
    [Fact]
    public void Bits_in_blocks_are_the_bits_one_by_one()
    {
        var (alone, filled) = (new RandomStream(1, ulong.MaxValue, 7), new RandomStream(1, ulong.MaxValue, 7));
        foreach (var length in Enumerable.Range(0, 40).Concat([64, 1, 1000, 0, 3]))
        {
            var block = new ulong[length];
            filled.Fill(block);

            block.ShouldBe(Enumerable.Range(0, length).Select(_ => alone.NextBits()), $"a block of {length}");
        }

        filled.NextBits().ShouldBe(alone.NextBits());
    }

    [Fact]
    public void Values_drawn_ahead_are_the_values_one_by_one()
    {
        IDistribution[] laws =
        [
            new Exponential(0.8), new Exponential(1e9), new Exponential(1e-9), new Gamma(0.5, 2), new Deterministic(3),
            Lognormal.OfMean(1, 2),
        ];
        foreach (var law in laws)
        {
            var stream = new RandomStream(20260303, 4, 5);
            var ahead = new DrawnAhead(law, stream);
            for (var i = 0; i < 1000; i++)
            {
                ahead.NextNs().ShouldBe(law.SampleNs(ref stream), $"{law}, {i}");
            }
        }
    }
}

using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void A_stream_gives_the_same_numbers_whatever_others_do()
    {
        var alone = new RandomStream(1, 7, 2);
        var expected = Enumerable.Range(0, 100).Select(_ => alone.NextBits()).ToArray();

        var stream = new RandomStream(1, 7, 2);
        var other = new RandomStream(1, 8, 2);
        foreach (var number in expected)
        {
            other.NextBits();
            stream.NextBits().ShouldBe(number);
        }
    }

    [Fact]
    public void Seeds_entities_and_purposes_all_make_another_stream()
    {
        var firsts = new List<ulong>();
        foreach (var seed in new ulong[] { 0, 1, 2 })
        {
            foreach (var entity in new ulong[] { 0, 1, ulong.MaxValue })
            {
                foreach (var purpose in new uint[] { 0, 1, uint.MaxValue })
                {
                    var stream = new RandomStream(seed, entity, purpose);
                    firsts.Add(stream.NextBits());
                }
            }
        }

        firsts.ShouldBeUnique();
    }

    [Fact]
    public void Units_are_uniform_and_never_zero_or_one()
    {
        var stream = new RandomStream(20260303, 0, 0);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            var unit = stream.NextUnit();
            unit.ShouldBeInRange(double.Epsilon, 1 - (1.0 / (1UL << 53)));
            counts[(int)(unit * 10)]++;
        }

        // χ² with 9 degrees of freedom: 27.9 at 0.1 %.
        counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000).ShouldBeLessThan(27.9);
    }

    [Fact]
    public void Normals_have_mean_0_and_variance_1()
    {
        var stream = new RandomStream(20260303, 1, 0);
        var values = Enumerable.Range(0, 100_000).Select(_ => stream.NextNormal()).ToArray();

        values.Average().ShouldBe(0, 0.013);
        values.Average(value => value * value).ShouldBe(1, 0.018);
    }

    [Fact]
    public void Replications_have_seeds_of_their_own() =>
        Enumerable.Range(0, 10_000).Select(number => Seeds.OfReplication(5, number)).ShouldBeUnique();
}

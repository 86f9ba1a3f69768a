using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Randomness;

public sealed class PhiloxTests
{
    /// <summary>The known answers that Random123, the library of the algorithm's authors, is tested with.</summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(~0UL, ~0UL, ~0UL, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(
        0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0x94fdcceb_d16cfe09UL, 0x24126ea1_5001e420UL)]
    public void It_gives_the_published_blocks(ulong low, ulong high, ulong key, ulong first, ulong second) =>
        Philox.Block(low, high, key).ShouldBe((first, second));
}

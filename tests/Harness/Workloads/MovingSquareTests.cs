using System.Buffers.Binary;
using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Generators;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

/// <summary>A moving square of known side and step has a closed-form count of changed pixels (ORACLES, Section 6).
/// </summary>
public sealed class MovingSquareTests
{
    [Theory]
    [InlineData(160, 120, 30)]
    [InlineData(61, 40, 10)]
    [InlineData(12, 4, 1)]
    public void Motion_counts_the_pixels_that_the_square_leaves_and_enters(int width, int height, int side)
    {
        MovingSquare.Side(width, height).ShouldBe(side);
        var expected = 2 * side * Math.Min(side, MovingSquare.Step);
        MovingSquare.ChangedPixels(width, height).ShouldBe(expected);
        var film = Specs.Of(
            "video", 10, ("content", "square"), ("width", $"{width}"), ("height", $"{height}"), ("distinct", "200"));

        var counts = StreamRunner.Run(Specs.Stream(film, 200, 1), "motion")
            .Select(outputs => BinaryPrimitives.ReadInt32LittleEndian(outputs.ShouldHaveSingleItem())).ToList();

        // The square has left at the right and come in at the left several times.
        counts[0].ShouldBe(0);
        counts.Skip(1).ShouldAllBe(count => count == expected);
    }

    [Fact]
    public void The_square_has_its_area_in_every_frame()
    {
        for (var i = 0; i < 100; i++)
        {
            MovingSquare.Frame(61, 40, i).Count(value => value == 255).ShouldBe(3 * 10 * 10);
        }
    }

    [Fact]
    public void A_film_of_the_square_is_cut_where_it_is_made_to_jump()
    {
        var black = new byte[3 * 64];
        var white = Enumerable.Repeat(byte.MaxValue, black.Length).ToArray();
        var stream = new WorkloadStream(
            5, [black, black, white, white, black], new ConstantRate(10));

        StreamRunner.Run(stream, "scene-cut").Select(outputs => (int)outputs[0][4]).ShouldBe([0, 0, 1, 0, 1]);
        StreamRunner.Run(stream, "scene-cut").Select(outputs => (int)outputs[0][0]).ShouldBe([0, 0, 128, 0, 128]);
    }

    /// <summary>After n frames of white the distance to white has shrunk by (15/16)ⁿ, up to the rounding of 1/256.
    /// </summary>
    [Fact]
    public void The_background_follows_the_scene_by_a_sixteenth_a_frame()
    {
        var frames = Enumerable.Range(0, 40)
            .Select(i => (ReadOnlyMemory<byte>)(byte[])[i == 0 ? (byte)0 : (byte)160, 0, 0]).ToList();
        var stream = new WorkloadStream(
            40, frames, new ConstantRate(10));

        var seen = StreamRunner.Run(stream, "background").Select(outputs => (double)outputs[0][0]).ToList();

        for (var i = 0; i < seen.Count; i++)
        {
            seen[i].ShouldBe(160 * (1 - Math.Pow(15.0 / 16, i)), 1.1);
        }
    }
}

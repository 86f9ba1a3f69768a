using System.Runtime.Intrinsics;
using Eval.Systems.Functions.Graying;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Graying;

/// <summary>Goal: every path gives (R+G+B)/3, bit for bit. Method: all sums in all vector lanes, all lengths and random
/// frames, against the formula written here.</summary>
public sealed class GrayKernelTests
{
    private const int LargestSum = 3 * 255;

    [Fact]
    public void Multiplication_and_shift_divide_every_possible_sum_by_three()
    {
        for (var sum = 0; sum <= LargestSum; sum++)
        {
            ((sum * 21846) >> 16).ShouldBe(sum / 3);
        }
    }

    [Fact]
    public void Every_sum_is_right_in_every_pixel_of_a_vector_step()
    {
        const int PixelsOfAStep = 5;
        var frame = new byte[(PixelsOfAStep + 4) * 3];
        for (var sum = 0; sum <= LargestSum; sum++)
        {
            for (var pixel = 0; pixel < PixelsOfAStep; pixel++)
            {
                Array.Fill(frame, (byte)255);
                var red = Math.Min(sum, 255);
                var green = Math.Min(sum - red, 255);
                ((byte[])[(byte)red, (byte)green, (byte)(sum - red - green)]).CopyTo(frame, pixel * 3);
                AllPathsAgree(frame);
            }
        }
    }

    [Fact]
    public void Every_length_up_to_two_hundred_is_right_to_the_last_byte()
    {
        var random = new Random(815);
        for (var length = 0; length <= 200; length++)
        {
            var frame = new byte[length];
            random.NextBytes(frame);
            AllPathsAgree(frame);
        }
    }

    [Fact]
    public void Random_frames_are_right()
    {
        var random = new Random(303089);
        for (var i = 0; i < 50; i++)
        {
            var frame = new byte[3 * 160 * random.Next(1, 121)];
            random.NextBytes(frame);
            AllPathsAgree(frame);
        }
    }

    [Fact]
    public void Nothing_beyond_the_frame_is_touched()
    {
        var gray = new byte[100];
        GrayKernel.Average(new byte[62], gray.AsSpan(0, 62));
        Array.Fill(gray, (byte)7, 62, 38);
        GrayKernel.Average(new byte[62], gray.AsSpan(0, 62));
        gray.Skip(62).ShouldAllBe(value => value == 7);
    }

    [Fact]
    public void A_shorter_target_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Vector128Average.Run(new byte[96], new byte[95]));

    private static void AllPathsAgree(byte[] frame)
    {
        var expected = Expected(frame);
        Result(frame, GrayKernel.Average).SequenceEqual(expected).ShouldBeTrue($"kernel, {frame.Length} bytes");
        Result(frame, ScalarAverage.Run).SequenceEqual(expected).ShouldBeTrue($"scalar, {frame.Length} bytes");
        WholeSteps(frame, Vector128Average.Run, expected);
        WholeSteps(frame, FirstStepByLanes, expected);
    }

    /// <summary>The path of processors that this machine need not be.</summary>
    private static int FirstStepByLanes(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        if (rgb.Length < Vector128<byte>.Count)
        {
            return 0;
        }

        Vector128Average.ByLanes(Vector128.Create(rgb)).CopyTo(gray);
        return 15;
    }

    private static void WholeSteps(byte[] frame, Func<ReadOnlySpan<byte>, Span<byte>, int> path, byte[] expected)
    {
        var gray = new byte[frame.Length];
        var done = path(frame, gray);
        gray.AsSpan(0, done).SequenceEqual(expected.AsSpan(0, done)).ShouldBeTrue($"{done} of {frame.Length} bytes");
    }

    private static byte[] Result(byte[] frame, Action<ReadOnlySpan<byte>, Span<byte>> path)
    {
        var gray = new byte[frame.Length];
        Array.Fill(gray, (byte)0xA5);
        path(frame, gray);
        return gray;
    }

    private static byte[] Expected(byte[] frame)
    {
        var gray = (byte[])frame.Clone();
        for (var pixel = 0; pixel < frame.Length / 3; pixel++)
        {
            var sum = 0;
            for (var channel = 0; channel < 3; channel++)
            {
                sum += frame[(pixel * 3) + channel];
            }

            for (var channel = 0; channel < 3; channel++)
            {
                gray[(pixel * 3) + channel] = (byte)(sum / 3);
            }
        }

        return gray;
    }
}

using System.Text;
using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sandboxes;

/// <summary>Goal: whoever drains an error output comes back, however much there is. Method: a pipe that holds more than
/// one call may take, filled before.</summary>
public sealed class ErrorTailTests
{
    private const int SetPipeBytes = 1031;
    private const int Kibibyte = 1024;
    private const int PerCall = 64;

    [Fact]
    public void One_call_takes_what_a_pipe_usually_holds_and_the_next_ones_the_rest()
    {
        using var tail = ErrorTail.Open();
        LibC.fcntl(tail.WriteEnd, SetPipeBytes, 4 * PerCall * Kibibyte).ShouldBe(4 * PerCall * Kibibyte);
        Enumerable.Range(1, 2 * PerCall).ToList().ForEach(number => Write(tail.WriteEnd, number));

        tail.Drain().ShouldBeTrue();
        tail.ToString().ShouldEndWith($" {PerCall}", customMessage: "a flood would be drained for ever");
        tail.Drain().ShouldBeTrue();
        tail.ToString().ShouldEndWith($" {2 * PerCall}");
        tail.CloseWriteEnd();
        tail.Drain().ShouldBeFalse("no writer is left");
    }

    /// <summary>One KiB that ends with its number.</summary>
    private static unsafe void Write(int descriptor, int number)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes($" {number}".PadLeft(Kibibyte, '.')))
        {
            LibC.write(descriptor, text, Kibibyte).ShouldBe(Kibibyte);
        }
    }
}

using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Graying;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// The paper's function (Section 5): each pixel's R, G and B are replaced by their average, (R+G+B)/3 in integers.
/// Frames are packed RGB, three bytes a pixel; an output has the input's size.
/// </summary>
public static class Grayscale
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "grayscale",
        "average of R, G and B in each pixel of a packed RGB frame",
        isStateful: false,
        _ => new Frame(),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, Frame frame)
    {
        var gray = frame.OfLength(input.Payload.Length);
        GrayKernel.Average(input.Payload.Span, gray.Span);
        return frame.Alone(input with { Payload = gray });
    }

    /// <summary>The one output, and its buffer: both are used again, so that a step allocates nothing.</summary>
    private sealed class Frame
    {
        private readonly StreamEvent[] _alone = new StreamEvent[1];

        private byte[] _bytes = [];

        public Memory<byte> OfLength(int length)
        {
            if (_bytes.Length < length)
            {
                _bytes = GC.AllocateUninitializedArray<byte>(length);
            }

            return _bytes.AsMemory(0, length);
        }

        public StreamEvent[] Alone(StreamEvent output)
        {
            _alone[0] = output;
            return _alone;
        }
    }
}

using System.Runtime.CompilerServices;
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
        "grayscale", "average of R, G and B in each pixel of a packed RGB frame", isStateful: false, _ => new Frame(), Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static IEnumerable<StreamEvent> Step(StreamEvent input, Frame scratch)
    {
        var output = scratch.OfLength(input.Payload.Length);
        Average(input.Payload.Span, output.Span);
        return [input with { Payload = output }];
    }

    private static void Average(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            var average = (byte)((rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3);
            grey[i] = average;
            grey[i + 1] = average;
            grey[i + 2] = average;
        }
    }

    /// <summary>A buffer that is reused while frames keep their size.</summary>
    private sealed class Frame
    {
        private byte[] _bytes = [];

        public Memory<byte> OfLength(int length)
        {
            if (_bytes.Length < length)
            {
                _bytes = GC.AllocateUninitializedArray<byte>(length);
            }

            return _bytes.AsMemory(0, length);
        }
    }
}

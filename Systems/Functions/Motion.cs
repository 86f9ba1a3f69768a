using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Functions.Watching;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// Motion by frame difference: for each packed RGB frame the number of pixels (32 bits, little-endian) of which a
/// channel differs from the frame before by more than the parameter <c>threshold</c> (0). The first frame has no
/// motion.
/// </summary>
public static class Motion
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "motion",
        "how many pixels of an RGB frame differ from the frame before",
        isStateful: true,
        parameters => new State(parameters.Integer("threshold", 0)),
        Step) with { Window = 1 };

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, State state)
    {
        var changed = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(changed, state.Changed(input.Payload.Span));
        return [input with { Payload = changed }];
    }

    private sealed class State(int threshold) : IPortableState
    {
        private byte[] _before = [];
        private bool _hasBefore;

        public int Changed(ReadOnlySpan<byte> frame)
        {
            var changed = _hasBefore ? ChangedPixels.Count(_before, frame, threshold) : 0;
            if (_before.Length != frame.Length)
            {
                _before = new byte[frame.Length];
            }

            frame.CopyTo(_before);
            _hasBefore = true;
            return changed;
        }

        public void Carry(StateBytes bytes)
        {
            bytes.Carry(ref _hasBefore);
            bytes.Carry(ref _before);
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Functions.Watching;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// Sees where a film is cut: the histograms of brightness of two frames that follow each other differ by more than half
/// of their pixels. An output is 8 bytes, little-endian, 32 bits each: the sum of the histograms' differences (each
/// pixel that changes its brightness counts twice), and 1 for a cut or 0. The first frame has no difference.
/// </summary>
public static class SceneCut
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "scene-cut",
        "difference of an RGB frame's histogram from the one before, and whether it is a cut",
        isStateful: true,
        _ => new State(),
        Step) with { Window = 1 };

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, State state)
    {
        var difference = state.Difference(input.Payload.Span);
        var pixels = input.Payload.Length / 3;
        var output = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(output, difference);
        BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(sizeof(int)), difference > pixels ? 1 : 0);
        return [input with { Payload = output }];
    }

    private sealed class State : IPortableState
    {
        private int[] _before = new int[GrayHistogram.Bins];
        private int[] _now = new int[GrayHistogram.Bins];
        private bool _hasBefore;

        public int Difference(ReadOnlySpan<byte> frame)
        {
            GrayHistogram.Count(frame, _now);
            var difference = 0;
            for (var bin = 0; _hasBefore && bin < _now.Length; bin++)
            {
                difference += Math.Abs(_now[bin] - _before[bin]);
            }

            (_before, _now) = (_now, _before);
            _hasBefore = true;
            return difference;
        }

        public void Carry(StateBytes bytes)
        {
            bytes.Carry(ref _hasBefore);
            bytes.Carry(ref _before);
            if (_before.Length != GrayHistogram.Bins)
            {
                throw new FormatException($"a state of {_before.Length} brightnesses");
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// The background of a scene: in each channel of each pixel a running average of the frames, of which the newest counts
/// one sixteenth. It is kept in 256ths and rounded down; the first frame, or one of another size, is the background as
/// it is. An output is the background as a packed RGB frame.
/// </summary>
public static class Background
{
    private const int FractionBits = 8;
    private const int WeightBits = 4;

    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "background",
        "running average of RGB frames, the newest counting one sixteenth",
        isStateful: true,
        _ => new State(),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, State state) =>
        [input with { Payload = state.After(input.Payload.Span) }];

    private sealed class State : IPortableState
    {
        private ushort[] _average = [];
        private byte[] _frame = [];

        public byte[] After(ReadOnlySpan<byte> frame)
        {
            if (_average.Length != frame.Length)
            {
                _average = new ushort[frame.Length];
                _frame = new byte[frame.Length];
                for (var i = 0; i < frame.Length; i++)
                {
                    _average[i] = (ushort)(frame[i] << FractionBits);
                }
            }

            for (var i = 0; i < frame.Length; i++)
            {
                // The shift rounds down for negative differences, too.
                _average[i] = (ushort)(_average[i] + (((frame[i] << FractionBits) - _average[i]) >> WeightBits));
                _frame[i] = (byte)(_average[i] >> FractionBits);
            }

            return _frame;
        }

        public void Carry(StateBytes bytes)
        {
            bytes.Carry(ref _average);

            // What it was does not matter: every channel is written before it is given.
            _frame = new byte[_average.Length];
        }
    }
}

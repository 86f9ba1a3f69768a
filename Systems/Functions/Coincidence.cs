using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Functions.Seismology;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// Sees an earthquake in the edges of <see cref="Trigger"/>: <c>stations</c> of them (by default 3) go on, each within
/// <c>window</c> seconds (2) of those before. An output is 16 bytes, little-endian: the text "EVC1", the number of
/// stations (32 bits), and the sample of the first edge (64 bits).
/// </summary>
public static class Coincidence
{
    private const int OutputBytes = 16;

    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "coincidence",
        "an earthquake where several stations' triggers go on within a window",
        isStateful: true,
        parameters => new State(parameters.Integer("stations", 3), parameters.Number("window", 2)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, State state)
    {
        if (state.Rule.Next(TriggerEdge.Read(input.Payload.Span)) is not { } sample)
        {
            return [];
        }

        var bytes = new byte[OutputBytes];
        "EVC1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), state.Stations);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), sample);
        return [input with { Payload = bytes }];
    }

    private sealed class State(int stations, double windowSeconds) : IPortableState
    {
        public int Stations => stations;

        public CoincidenceRule Rule { get; } = new(stations, windowSeconds);

        public void Carry(StateBytes bytes) => Rule.Carry(bytes);
    }
}

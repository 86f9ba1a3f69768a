using System.Buffers.Binary;
using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>A <see cref="TriggerRule"/> for each component of each station.</summary>
internal sealed class TriggerStep(double on, double off, int longest) : IPortableState
{
    private readonly Dictionary<(int Station, int Component), TriggerRule> _rules = [];

    /// <summary>The edges that a packet of ratios shows, component after component.</summary>
    /// <exception cref="FormatException">It is no packet of ratios, or of one station too many.</exception>
    public IReadOnlyList<TriggerEdge> Edges(ReadOnlySpan<byte> packet)
    {
        var header = WaveformHeader.Read(packet, WaveformHeader.Ratios, sizeof(double));
        var ratios = packet[WaveformHeader.Length..];
        var edges = new List<TriggerEdge>();
        for (var component = 0; component < header.Components; component++)
        {
            var rule = RuleOf(header.Station, component);
            for (var i = 0; i < header.Samples; i++)
            {
                var ratio = BinaryPrimitives.ReadDoubleLittleEndian(ratios);
                ratios = ratios[sizeof(double)..];
                if (rule.Next(header.FirstSample + i, ratio) is { } edge)
                {
                    edges.Add(new TriggerEdge(
                        header.Station, component, edge.IsOn, header.SamplesPerSecond, edge.Sample));
                }
            }
        }

        return edges;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes) => bytes.Carry(
        _rules,
        RatioStep.MostStations,
        (StateBytes part, ref (int Station, int Component) place, ref TriggerRule rule) =>
        {
            part.Carry(ref place.Station);
            part.Carry(ref place.Component);
            rule ??= new TriggerRule(on, off, longest);
            rule.Carry(part);
        });

    private TriggerRule RuleOf(int station, int component)
    {
        if (!_rules.TryGetValue((station, component), out var rule))
        {
            if (_rules.Count == RatioStep.MostStations)
            {
                throw new FormatException($"more than {RatioStep.MostStations} components of stations in one stream");
            }

            rule = new TriggerRule(on, off, longest);
            _rules.Add((station, component), rule);
        }

        return rule;
    }
}

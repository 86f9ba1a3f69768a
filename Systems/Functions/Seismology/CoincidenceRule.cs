using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>
/// Sees an earthquake where enough stations go on close to each other. Edges belong together while each comes within
/// the window after the latest of them; a group is told once, when the last station that it takes goes on.
/// </summary>
/// <param name="least">How many stations it takes.</param>
/// <param name="windowSeconds">The window.</param>
internal sealed class CoincidenceRule(int least, double windowSeconds) : IPortableState
{
    private readonly HashSet<int> _stations = [];
    private long _first;
    private long _latest;

    /// <summary>The first sample of a group that has just become complete, or null.</summary>
    public long? Next(TriggerEdge edge)
    {
        if (!edge.IsOn)
        {
            return null;
        }

        if (_stations.Count == 0 || edge.Sample - _latest > windowSeconds * edge.SamplesPerSecond)
        {
            _stations.Clear();
            (_first, _latest) = (edge.Sample, edge.Sample);
        }

        // Packets of several stations take turns, so that an edge may be a little older than the latest.
        _first = Math.Min(_first, edge.Sample);
        _latest = Math.Max(_latest, edge.Sample);
        return _stations.Add(edge.Station) && _stations.Count == least ? _first : null;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        int[] stations = [.. _stations];
        bytes.Carry(ref stations);
        _stations.UnionWith(stations);
        bytes.Carry(ref _first);
        bytes.Carry(ref _latest);
    }
}

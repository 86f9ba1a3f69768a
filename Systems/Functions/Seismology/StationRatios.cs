using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Seismology;

/// <summary>What is remembered of one station.</summary>
/// <param name="makeRatio">A new characteristic function from nsta and nlta.</param>
internal sealed class StationRatios(Func<int, int, IRatio> makeRatio) : IPortableState
{
    private const int MostComponents = ushort.MaxValue;

    private int _shortSamples;
    private int _longSamples;
    private long _nextSample;

    /// <summary>The characteristic function of each component.</summary>
    public IRatio[] Components { get; private set; } = [];

    /// <summary>Starts anew.</summary>
    public void Begin(int components, int shortSamples, int longSamples)
    {
        (_shortSamples, _longSamples) = (shortSamples, longSamples);
        Components = [.. Enumerable.Range(0, components).Select(_ => makeRatio(shortSamples, longSamples))];
    }

    /// <summary>Whether that packet follows the one before.</summary>
    public bool IsContinuedBy(WaveformHeader header) =>
        Components.Length == header.Components && _nextSample == header.FirstSample;

    /// <summary>That packet was taken in.</summary>
    public void Took(WaveformHeader header) => _nextSample = header.FirstSample + header.Samples;

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _shortSamples);
        bytes.Carry(ref _longSamples);
        bytes.Carry(ref _nextSample);
        var components = bytes.Count(Components.Length, MostComponents);
        if (bytes.IsReading)
        {
            if (_shortSamples < 1 || _longSamples < _shortSamples || _longSamples > RatioStep.MostSamples)
            {
                throw new FormatException($"a state with averages of {_shortSamples} and {_longSamples} samples");
            }

            Begin(components, _shortSamples, _longSamples);
        }

        foreach (var component in Components)
        {
            component.Carry(bytes);
        }
    }
}

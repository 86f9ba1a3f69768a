using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Eval.Systems.Functions.Gauging;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// Watches river gauges: a reading (USGS's columns, see <c>Gauging/Reading.cs</c>) gives a line of eight columns
/// between tabs: site, time, gage height, "flood" or "normal" with hysteresis, rate of rise in feet per hour,
/// cumulative sum, mean and standard deviation of all heights of that site. Numbers have all their digits. Parameters
/// in feet:
/// <c>flood</c> (10), <c>normal</c> (9), <c>slack</c> (0.05).
/// </summary>
public static class RiverStage
{
    private const int MostGauges = 10_000;

    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "river-stage",
        "flood with hysteresis, rate of rise, cumulative sum and statistics of each river gauge",
        isStateful: true,
        parameters => new State(parameters),
        Step) with
    {
        KeyOf = input => Reading.Parse(input.Payload.Span).Site,
    };

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, State state)
    {
        var reading = Reading.Parse(input.Payload.Span);
        var gauge = state.GaugeOf(reading.Site);
        gauge.Add(reading.Hundredths);
        var height = reading.Hundredths / 100.0;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.Site}\t{reading.Time}\t{height:0.00}\t{(gauge.IsFlood ? "flood" : "normal")}\t"
            + $"{gauge.RateOfRise}\t{gauge.CumulativeSum}\t"
            + $"{gauge.Statistics.Mean}\t{gauge.Statistics.StandardDeviation}");
        return [input with { Payload = Encoding.UTF8.GetBytes(line) }];
    }

    private sealed class State(FunctionParameters parameters) : IPortableState
    {
        private readonly Dictionary<string, Gauge> _gauges = new(StringComparer.Ordinal);
        private readonly int _flood = Hundredths(parameters.Number("flood", 10));
        private readonly int _normal = Hundredths(parameters.Number("normal", 9));
        private readonly int _slack = Hundredths(parameters.Number("slack", 0.05));

        public Gauge GaugeOf(string site)
        {
            if (!_gauges.TryGetValue(site, out var gauge))
            {
                if (_gauges.Count == MostGauges)
                {
                    throw new FormatException($"more than {MostGauges} gauges in one stream");
                }

                gauge = new Gauge(_flood, _normal, _slack);
                _gauges.Add(site, gauge);
            }

            return gauge;
        }

        public void Carry(StateBytes bytes) => bytes.Carry(
            _gauges,
            MostGauges,
            (StateBytes part, ref string site, ref Gauge gauge) =>
            {
                part.Carry(ref site);
                gauge ??= new Gauge(_flood, _normal, _slack);
                gauge.Carry(part);
            });

        private static int Hundredths(double feet) => checked((int)Math.Round(feet * 100));
    }
}

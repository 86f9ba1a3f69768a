using System.Globalization;
using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Generators;
using Eval.Systems.Simulation;

namespace Eval.Harness.Workloads;

/// <summary>
/// River gauges that report every quarter of an hour, gauge after gauge: event i is a reading of gauge i mod G. In real
/// time the rate is G / 900 s; another rate replays faster. Storms raise the rivers after the unit hydrograph of a Nash
/// cascade, each gauge two readings after the one upstream of it.
/// <para>A reading is a line after the USGS convention, its columns between tabs: USGS, site number (8 digits), date
/// and time, UTC, gage height in feet with two decimals, P for provisional.</para>
/// </summary>
[Workload("river", "quarter-hourly readings of river gauges with floods after rain")]
[WorkloadOption("gauges", "gauges along the river", Type = KeyType.Integer, Default = "4", Minimum = 1, Maximum = 1000)]
[WorkloadOption("storm", "reading at which the first storm comes", Type = KeyType.Integer, Default = "10",
    Minimum = 0, Maximum = 1_000_000)]
[WorkloadOption("interval", "readings from one storm to the next", Type = KeyType.Integer, Default = "96",
    Minimum = 1, Maximum = 1_000_000)]
[WorkloadOption("crest", "feet by which a storm raises the river, about", Type = KeyType.Integer, Default = "9",
    Minimum = 1, Maximum = 100)]
public sealed class River : IWorkload
{
    private const int Reservoirs = 3;
    private const double StorageReadings = 4;
    private const int TravelReadings = 2;
    private const double BaseFeet = 3;
    private const double NoiseFeet = 0.02;
    private const int LineBytes = 64;
    private const int FirstSite = 1_646_500;

    /// <summary>The crest of the cascade's response to one unit of rain, step by step: 28·3⁶/4⁹.</summary>
    private const double UnitCrest = 28.0 * 729 / 262_144;

    private static readonly DateTime Start = new(2026, 3, 3, 0, 0, 0, DateTimeKind.Utc);

    private readonly ConstantRate _rate;
    private readonly int _gauges;
    private readonly int _storm;
    private readonly int _interval;
    private readonly double _rain;

    /// <summary>Reads the options.</summary>
    public River(WorkloadSpec spec)
    {
        _rate = new ConstantRate(spec.RatePerSecond);
        _gauges = spec.Integer("gauges");
        _storm = spec.Integer("storm");
        _interval = spec.Integer("interval");
        _rain = spec.Integer("crest") / UnitCrest;
    }

    /// <inheritdoc />
    public long BytesOf(int events) => (long)LineBytes * events;

    /// <inheritdoc />
    public ISchedule Schedule(int events, ulong seed) => _rate;

    /// <inheritdoc />
    public WorkloadStream Generate(int events, ulong seed)
    {
        var seeds = new SplitMix64(seed);
        (NashCascade Catchment, Draws Noise)[] gauges =
        [
            .. Enumerable.Range(0, _gauges).Select(_ =>
                (new NashCascade(Reservoirs, StorageReadings), new Draws(seeds.Next()))),
        ];
        var readings = new ReadOnlyMemory<byte>[events];
        for (var i = 0; i < events; i++)
        {
            var (gauge, number) = (i % _gauges, i / _gauges);
            var (catchment, noise) = gauges[gauge];
            var feet = BaseFeet + catchment.Next(RainAt(number - (gauge * TravelReadings)))
                + (NoiseFeet * noise.Normal());
            readings[i] = Line(gauge, number, feet);
        }

        return new WorkloadStream(events, readings, _rate);
    }

    private double RainAt(int reading) =>
        reading >= _storm && (reading - _storm) % _interval == 0 ? _rain : 0;

    private static byte[] Line(int gauge, int number, double feet)
    {
        var time = Start.AddMinutes(15.0 * number);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"USGS\t{FirstSite + gauge:00000000}\t{time:yyyy-MM-dd HH:mm}\tUTC\t{Math.Round(feet, 2):0.00}\tP"));
    }
}

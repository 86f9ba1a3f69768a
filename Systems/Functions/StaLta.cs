using System.Globalization;
using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Seismology;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// STA/LTA, the ratio by which seismologists see an onset: short-term over long-term average of the squared motion, for
/// each component of each station. <c>sta-lta</c> averages recursively, <c>sta-lta-classic</c> over windows. A packet
/// of counts gives a packet of ratios. Parameters <c>nsta</c> and <c>nlta</c>, in samples; by default 0.3 s and 3 s.
/// </summary>
public static class StaLta
{
    /// <summary>With recursive averages.</summary>
    public static StepDefinition Recursive { get; } = StepDefinition.Of(
        "sta-lta",
        "ratio of recursive short and long averages of ground motion, sample by sample",
        isStateful: true,
        parameters => StateOf(parameters, (nsta, nlta) => new RecursiveRatio(nsta, nlta)),
        Step) with
    {
        KeyOf = StationOf,
    };

    /// <summary>With averages over windows.</summary>
    public static StepDefinition Classic { get; } = StepDefinition.Of(
        "sta-lta-classic",
        "ratio of short and long windows' averages of ground motion, sample by sample",
        isStateful: true,
        parameters => StateOf(parameters, (nsta, nlta) => new ClassicRatio(nsta, nlta)),
        Step) with
    {
        KeyOf = StationOf,
    };

    [ModuleInitializer]
    internal static void Register()
    {
        FunctionCatalog.Add(Recursive);
        FunctionCatalog.Add(Classic);
    }

    private static string StationOf(StreamEvent input) =>
        WaveformHeader.Read(input.Payload.Span, WaveformHeader.Counts, sizeof(int)).Station
            .ToString(CultureInfo.InvariantCulture);

    private static RatioStep StateOf(FunctionParameters parameters, Func<int, int, IRatio> makeRatio) =>
        new(makeRatio, parameters.Integer("nsta", 0), parameters.Integer("nlta", 0));

    private static StreamEvent[] Step(StreamEvent input, RatioStep state) =>
        [input with { Payload = state.Ratios(input.Payload.Span) }];
}

using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What the numbers do not say.</summary>
internal static class LimitsSection
{
    private static readonly string[] Live =
    [
        "The page cache was warm: images and compiled hosts had been read before. The first start after "
            + "a boot is slower.",
        "A cold start is that of an instance on a running platform; control plane, gateway and broker were up.",
        "The bundled pipeline is Akka.Streams on Akka.Cluster. The start of a local engine is not Dataflow's, which "
            + "includes job submission and the provisioning of machines; where it takes less time than the stream, the "
            + "paper's bars for its pipeline cannot appear.",
        "All parts ran on one host, so there is no network hop; the paper had two machines in one data centre.",
        "Producer, platform and function shared the host's cores.",
        "Trials are the unit of repetition: events of one stream are not independent.",
    ];

    private static readonly string[] Simulated =
    [
        "These are no measurements: trials ran in virtual time, through models of the systems.",
        "Trials are the unit of repetition: events of one stream are not independent.",
    ];

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run) =>
        text.Heading(2, "Limits").List(run.Manifest.Executor == "simulated"
            ? Simulated.Concat(run.Manifest.Systems.Select(StandIn).OfType<string>())
            : Live);

    private static string? StandIn(DeployedSystem system) => system.Facts.TryGetValue("stands_in", out var other)
        ? $"{Markdown.Escape(system.Name)} has not been measured for this model: {Markdown.Escape(other)} stands in "
            + "for it, and its numbers are not this system's."
        : null;
}

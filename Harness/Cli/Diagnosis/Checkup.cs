using System.Diagnostics;
using System.Globalization;
using Eval.Harness.Running.Observing;
using Eval.Systems.HostBuilds;

namespace Eval.Harness.Cli.Diagnosis;

/// <summary>Looks at the machine; starts nothing.</summary>
internal static class Checkup
{
    private const double BusyLoadPerCore = 0.5;

    /// <summary>Every finding, required ones first.</summary>
    public static IReadOnlyList<Finding> Findings() =>
    [
        Program("dotnet SDK", ["dotnet"], true, "builds everything", "install the .NET 10 SDK"),
        Linux(),
        Program("native toolchain", ["clang", "gcc"], false,
            "function hosts compiled ahead of time (else ReadyToRun)", "apt-get install gcc"),
        Clock(),
        Cores(),
        Load(),
        Cache(),
        .. Parts.Names.Select(Parts.Find),
        .. ContainerImageFinding.IfAny(),
        Program("pdffonts", ["pdffonts"], false, "the tests of the PDF figures", "apt-get install poppler-utils"),
    ];

    private static Finding Program(string name, string[] programs, bool required, string purpose, string remedy)
    {
        var path = ProgramSearch.Find(programs);
        return new Finding(name, path is not null, required, path ?? "", purpose, remedy);
    }

    private static Finding Linux() => new(
        "Linux", OperatingSystem.IsLinux(), true, Environment.OSVersion.VersionString,
        "processes, /proc and the shared clock", "run on Linux");

    private static Finding Clock() => new(
        "clock", Stopwatch.Frequency == 1_000_000_000, true,
        string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.Frequency} ticks/s"),
        "stamps in nanoseconds of CLOCK_MONOTONIC", "run on Linux");

    private static Finding Cores() => new(
        "two cores", Environment.ProcessorCount >= 2, false,
        Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        "the generator beside the system", "a machine with more cores");

    private static Finding Load()
    {
        var load = HostFacts.LoadAverage() ?? 0;
        return new Finding(
            "quiet machine", load < BusyLoadPerCore * Environment.ProcessorCount, false,
            string.Create(CultureInfo.InvariantCulture, $"load {load:0.00}"), "results worth keeping",
            "stop other work");
    }

    private static Finding Cache()
    {
        var folder = CacheFolder.Locate();
        return new Finding(
            "cache of hosts", Directory.Exists(folder), false, folder, "compiled function hosts",
            "made at the first run");
    }
}

using Eval.Systems.Simulation.Costs;

namespace Eval.Tests.Systems.Simulation.Costs;

/// <summary>The committed price books, and one with all that an offer may charge.</summary>
internal static class PriceBooks
{
    public static PriceBook Lambda { get; } = Read("lambda-us-east-1");

    public static PriceBook RunRequests { get; } = Read("cloud-run-requests-tier-1");

    public static PriceBook RunInstances { get; } = Read("cloud-run-instances-tier-1");

    /// <summary>Round numbers, for workers and traffic.</summary>
    public static PriceBook Invented { get; } = new()
    {
        Name = "invented",
        Offer = "none",
        Region = "nowhere",
        Date = "never",
        Source = "this test",
        Licence = "MIT",
        Currency = "EUR",
        PerWorkerHour = 0.069m,
        PerTrafficGib = 0.12m,
        PerRequest = 0.001m,
        PerVcpuSecond = 0.0001m,
        RoundingSeconds = 1,
        MinimumSeconds = 60,
        FreeTier = new FreeTier { TrafficGib = 1, Requests = 10 },
    };

    public static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Eval.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("no Eval.sln above the tests");
            }

            return Path.Combine(folder.FullName, "Scenarios", "prices");
        }
    }

    private static PriceBook Read(string name)
    {
        var path = Path.Combine(Folder, name + ".json");
        return PriceBookFile.Parse(path, File.ReadAllText(path));
    }
}

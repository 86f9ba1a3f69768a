using Eval.Systems.Simulation.Costs;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Costs;

/// <summary>Fifteen invoices, computed by hand, to the cent.</summary>
public sealed class InvoiceTests
{
    /// <summary>Requests, seconds of one request, GB of memory, free tier → dollars. In each comment: (requests ×
    /// seconds × GB − free) × 0.0000166667 + (requests − free) × 0.0000002.</summary>
    [Theory]
    [InlineData(3_000_000, "1", "0.5", true, "18.73")] // 1,100,000 GB-s: 18.33337 + 2,000,000: 0.40
    [InlineData(30_000_000, "0.2", "0.125", true, "11.63")] // 350,000: 5.833345 + 29,000,000: 5.80
    [InlineData(1_000_000, "0.05", "0.125", true, "0.00")] // all free
    [InlineData(1_000_000, "0.05", "0.125", false, "0.30")] // 6,250: 0.104166875 + 0.20
    [InlineData(864_000, "0.005", "0.5", false, "0.21")] // 2,160: 0.036000072 + 0.1728
    [InlineData(86_400_000, "0.0001", "0.5", false, "18.00")] // billed 1 ms: 43,200: 0.72000144 + 17.28
    public void Functions_billed_by_GB_seconds(
        long requests, string seconds, string memory, bool free, string dollars) => Invoice.Of(
            PriceBooks.Lambda,
            new Usage
            {
                Requests = requests,
                InstanceSeconds = requests * PriceBooks.Lambda.BilledSeconds(D(seconds)),
                MemoryGb = D(memory),
            },
            free).Total.ShouldBe(D(dollars));

    /// <summary>Requests, seconds of one, vCPUs, GiB, free tier → dollars; billed in steps of 0.1 s.</summary>
    [Theory]
    [InlineData(10_000_000, "0.2", "1", "0.5", true, "48.48")] // 1.82 M vCPU-s: 43.68, 640,000 GiB-s: 1.60, 8 M: 3.20
    [InlineData(864_000, "0.005", "1", "0.5", false, "2.53")] // 86,400 s: 2.0736 + 0.108 + 0.3456 = 2.5272
    [InlineData(864_000, "0.101", "1", "0.5", false, "4.71")] // 172,800 s: 4.1472 + 0.216 + 0.3456 = 4.7088
    [InlineData(100_000, "0.3", "1", "0.25", true, "0.00")] // 30,000 vCPU-s, all free
    public void Requests_billed_by_vCPU_and_GiB(
        long requests, string seconds, string vcpus, string memory, bool free, string dollars) => Invoice.Of(
            PriceBooks.RunRequests,
            new Usage
            {
                Requests = requests,
                InstanceSeconds = requests * PriceBooks.RunRequests.BilledSeconds(D(seconds)),
                Vcpus = D(vcpus),
                MemoryGib = D(memory),
            },
            free).Total.ShouldBe(D(dollars));

    /// <summary>Instances, seconds of one life, free tier → dollars, of 1 vCPU and 0.5 GiB.</summary>
    [Theory]
    [InlineData(1, "2592000", false, "49.25")] // 30 days: 46.656 + 2.592 = 49.248
    [InlineData(1, "2592000", true, "44.03")] // 2,352,000 × 18e-6 = 42.336, (1,296,000 − 450,000) × 2e-6 = 1.692
    [InlineData(8_640, "10.03", false, "1.66")] // 10.1 s each: 87,264 s: 1.570752 + 0.087264 = 1.658016
    public void Instances_billed_by_lifetime(int instances, string seconds, bool free, string dollars) => Invoice.Of(
        PriceBooks.RunInstances,
        new Usage
        {
            InstanceSeconds = instances * PriceBooks.RunInstances.BilledSeconds(D(seconds)),
            Vcpus = 1,
            MemoryGib = 0.5m,
        },
        free).Total.ShouldBe(D(dollars));

    /// <summary>Two workers for a month of 720 h: 1,440 × 0.069 = 99.36; 11.5 − 1 GiB × 0.12 = 1.26.</summary>
    [Fact]
    public void Workers_that_are_always_on_and_their_traffic() => Invoice.Of(
        PriceBooks.Invented, new Usage { WorkerHours = 1440, TrafficGib = 11.5m }).Total.ShouldBe(100.62m);

    /// <summary>Three instances of 3.2, 61 and 61.5 s are billed as 60 + 61 + 62 = 183 s × 0.0001 × 2 = 0.0366; 15 − 10
    /// requests × 0.001 = 0.005: 0.0416, and so 4 cents; without the free tier 0.0516, and so 5.</summary>
    [Fact]
    public void Times_are_rounded_one_by_one_and_money_only_at_the_end()
    {
        var usage = new Usage
        {
            InstanceSeconds = new[] { 3.2m, 61, 61.5m }.Sum(PriceBooks.Invented.BilledSeconds),
            Vcpus = 2,
            Requests = 15,
        };
        var invoice = Invoice.Of(PriceBooks.Invented, usage);

        invoice.Exact.ShouldBe(0.0416m);
        invoice.Total.ShouldBe(0.04m);
        Invoice.Of(PriceBooks.Invented, usage, withFreeTier: false).Total.ShouldBe(0.05m);
        invoice.Lines.Select(line => (line.What, line.Used, line.Billed)).ShouldBe(
            [("requests", 15m, 5m), ("vCPU-seconds", 366m, 366m)]);
    }

    private static decimal D(string number) =>
        decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}

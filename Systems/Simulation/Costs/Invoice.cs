namespace Eval.Systems.Simulation.Costs;

/// <summary>A month's invoice. Decimal throughout: nothing is rounded but the total.</summary>
/// <param name="Book">The prices.</param>
/// <param name="Lines">Those that are not 0.</param>
public sealed record Invoice(PriceBook Book, IReadOnlyList<InvoiceLine> Lines)
{
    /// <summary>The sum of the lines, not rounded.</summary>
    public decimal Exact => Lines.Sum(line => line.Amount);

    /// <summary>What is to be paid, to the cent; half a cent is rounded up.</summary>
    public decimal Total => Math.Round(Exact, 2, MidpointRounding.AwayFromZero);

    /// <summary>The invoice of that usage.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="usage">What was used in a month.</param>
    /// <param name="withFreeTier">Whether the month's free tier still is to be had.</param>
    public static Invoice Of(PriceBook book, Usage usage, bool withFreeTier = true)
    {
        var free = withFreeTier ? book.FreeTier : new FreeTier();
        InvoiceLine[] lines =
        [
            Line("requests", usage.Requests, free.Requests, book.PerRequest),
            Line("GB-seconds", usage.InstanceSeconds * usage.MemoryGb, free.GbSeconds, book.PerGbSecond),
            Line("vCPU-seconds", usage.InstanceSeconds * usage.Vcpus, free.VcpuSeconds, book.PerVcpuSecond),
            Line("GiB-seconds", usage.InstanceSeconds * usage.MemoryGib, free.GibSeconds, book.PerGibSecond),
            Line("worker hours", usage.WorkerHours, 0, book.PerWorkerHour),
            Line("GiB of traffic", usage.TrafficGib, free.TrafficGib, book.PerTrafficGib),
        ];
        return new Invoice(book, [.. lines.Where(line => line is { Used: > 0, Price: > 0 })]);
    }

    private static InvoiceLine Line(string what, decimal used, decimal free, decimal price) =>
        new(what, used, Math.Max(0, used - free), price);
}

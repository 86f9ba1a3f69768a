namespace Eval.Systems.Simulation.Costs;

/// <summary>One line of an invoice.</summary>
/// <param name="What">What is billed, with its unit.</param>
/// <param name="Used">How much was used.</param>
/// <param name="Billed">How much of it is not free.</param>
/// <param name="Price">Of one.</param>
public sealed record InvoiceLine(string What, decimal Used, decimal Billed, decimal Price)
{
    /// <summary>Price of the line, not rounded.</summary>
    public decimal Amount => Billed * Price;
}

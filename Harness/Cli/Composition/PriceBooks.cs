using Eval.Harness.Cli.Exits;
using Eval.Harness.Model;
using Eval.Systems.Simulation.Costs;

namespace Eval.Harness.Cli.Composition;

/// <summary>The price books that a scenario names.</summary>
internal static class PriceBooks
{
    /// <summary>Each file once, as the scenario names it.</summary>
    /// <param name="run">What the prices are for, for messages.</param>
    /// <param name="prices">The scenario's prices.</param>
    /// <param name="pathOf">Where the book of that name is.</param>
    /// <exception cref="UsageException">A file cannot be read, is no price book, or has another currency.</exception>
    public static Dictionary<string, PriceBook> Read(
        string run, IReadOnlyList<PriceSpec> prices, Func<string, string> pathOf)
    {
        var books = prices.Select(price => price.Book).Distinct()
            .ToDictionary(book => book, book => Read(pathOf(book)));
        var currencies = books.Values.Select(book => book.Currency).Distinct().ToArray();
        return currencies.Length <= 1
            ? books
            : throw new UsageException($"{run}: prices in {string.Join(" and ", currencies)} cannot be compared");
    }

    /// <summary>How reports name a system's prices.</summary>
    public static string Describe(PriceSpec price, PriceBook book) => FormattableString.Invariant(
        $"{book.Name}, {book.Region}, {book.Date}; {price.Vcpus:0.###} vCPU and {price.MemoryBytes >> 20} MiB");

    /// <summary>All of them in one line.</summary>
    public static string Note(IReadOnlyCollection<PriceBook> books) =>
        $"Prices: {Joined(books, book => book.Name)}; {Joined(books, book => book.Region)}; "
        + $"{Joined(books, book => book.Date)}; {Joined(books, book => book.Currency)}";

    private static string Joined(IReadOnlyCollection<PriceBook> books, Func<PriceBook, string> part) =>
        string.Join(", ", books.Select(part).Distinct());

    private static PriceBook Read(string path)
    {
        try
        {
            return PriceBookFile.Parse(path, File.ReadAllText(path));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UsageException(wrong.Message);
        }
    }
}

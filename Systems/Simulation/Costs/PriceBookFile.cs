using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eval.Systems.Simulation.Costs;

/// <summary>Price books as JSON files. What is unknown, missing, negative or not said is an error: a wrong price looks
/// like any other.</summary>
public static class PriceBookFile
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>The book in that text.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="FormatException">It is no price book; the message has file and line.</exception>
    public static PriceBook Parse(string name, string json)
    {
        PriceBook book;
        try
        {
            book = JsonSerializer.Deserialize<PriceBook>(json, Strict) ?? throw new JsonException("null");
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{name}:{wrong.LineNumber + 1}: {wrong.Message}", wrong);
        }

        var empty = Texts(book).FirstOrDefault(text => string.IsNullOrWhiteSpace(text.Value));
        if (empty.Key is not null)
        {
            throw new FormatException(
                $"{name}:{JsonPlaces.LineOf(json, empty.Key)}: {empty.Key} is empty; each price book says where its "
                + "prices are from");
        }

        var negative = Numbers(book).FirstOrDefault(number => number.Value < 0);
        return negative.Key is null
            ? book
            : throw new FormatException(FormattableString.Invariant(
                $"{name}:{JsonPlaces.LineOf(json, negative.Key)}: {negative.Key} is {negative.Value}; a price is ")
                + "0 or more");
    }

    private static Dictionary<string, string> Texts(PriceBook book) => new()
    {
        ["name"] = book.Name,
        ["offer"] = book.Offer,
        ["region"] = book.Region,
        ["date"] = book.Date,
        ["source"] = book.Source,
        ["licence"] = book.Licence,
        ["currency"] = book.Currency,
    };

    private static Dictionary<string, decimal> Numbers(PriceBook book) => new()
    {
        ["perRequest"] = book.PerRequest,
        ["perGbSecond"] = book.PerGbSecond,
        ["perVcpuSecond"] = book.PerVcpuSecond,
        ["perGibSecond"] = book.PerGibSecond,
        ["perWorkerHour"] = book.PerWorkerHour,
        ["perTrafficGib"] = book.PerTrafficGib,
        ["roundingSeconds"] = book.RoundingSeconds,
        ["minimumSeconds"] = book.MinimumSeconds,
        ["freeTier.requests"] = book.FreeTier.Requests,
        ["freeTier.gbSeconds"] = book.FreeTier.GbSeconds,
        ["freeTier.vcpuSeconds"] = book.FreeTier.VcpuSeconds,
        ["freeTier.gibSeconds"] = book.FreeTier.GibSeconds,
        ["freeTier.trafficGib"] = book.FreeTier.TrafficGib,
    };
}

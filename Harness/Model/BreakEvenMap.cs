namespace Eval.Harness.Model;

/// <summary>Who wins where.</summary>
/// <param name="Model">The model file's name.</param>
/// <param name="Prices">Each price book with its region and date, by system.</param>
/// <param name="PriceNote">Books, regions and dates in one line, for figures.</param>
/// <param name="Assumptions">What was assumed beyond the models.</param>
/// <param name="Samples">Every session.</param>
/// <param name="Points">The map.</param>
/// <param name="IsoLines">Where two systems are equal.</param>
/// <param name="Answers">Single questions in closed form, and simulated.</param>
public sealed record BreakEvenMap(
    string Model,
    IReadOnlyDictionary<string, string> Prices,
    string PriceNote,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<BreakEvenSample> Samples,
    IReadOnlyList<BreakEvenPoint> Points,
    IReadOnlyList<IsoPoint> IsoLines,
    IReadOnlyList<KnownAnswer> Answers);

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Keyed state: adds to each event how many of its key there were so far, it included.</summary>
/// <param name="KeyHeader">The event header that holds the key.</param>
/// <param name="CountHeader">The event header that gets the count, decimal.</param>
public sealed record KeyedCountOperator(string KeyHeader, string CountHeader) : OperatorDefinition;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>No producer came to an instance that accepts by itself, for as long as it was to wait.</summary>
internal sealed class NoProducerException() : Exception("no producer came");

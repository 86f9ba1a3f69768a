namespace Eval.Systems.Adapters;

/// <summary>The words that the platform's two systems, faas and batch, describe their common keys with.</summary>
internal static class FaasOptions
{
    public const string MaxInstances = "the most instances at a time";
    public const string Concurrency = "the most requests at a time in an instance";
    public const string Queue = "the most requests that wait for an instance; more are refused with 503";
    public const string IdleTimeout = "how long an instance lives without a request";
}

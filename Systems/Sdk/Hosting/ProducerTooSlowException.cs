namespace Eval.Systems.Sdk.Hosting;

/// <summary>A producer whose connection was handed over broke a deadline.</summary>
/// <param name="exit">Which, as an exit code of the host.</param>
/// <param name="message">The same in words.</param>
internal sealed class ProducerTooSlowException(int exit, string message) : Exception(message)
{
    public int Exit { get; } = exit;
}

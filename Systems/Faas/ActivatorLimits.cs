namespace Eval.Systems.Faas;

/// <summary>The bounds of the activator.</summary>
/// <param name="Queue">How many requests may wait; those in service do not count.</param>
/// <param name="Concurrency">How many requests the instance serves at a time.</param>
/// <param name="IdleTimeout">How long the instance may be without a request before it is ended.</param>
/// <param name="StartTimeout">How long an instance may take to become ready.</param>
internal sealed record ActivatorLimits(int Queue, int Concurrency, TimeSpan IdleTimeout, TimeSpan StartTimeout);

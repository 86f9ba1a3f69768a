namespace Eval.Systems.Abstractions;

/// <summary>Declares what some configurations of a system need beyond the .NET SDK, so that it can be checked before
/// the first trial.</summary>
/// <param name="when">For which configurations, as <see cref="SystemRuleAttribute"/> writes them.</param>
/// <param name="part">What: bubblewrap, docker-engine, nats-server, nodejs, npm or redis-server.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SystemNeedAttribute(string when, string part) : Attribute
{
    /// <summary>For which configurations.</summary>
    public string When { get; } = when;

    /// <summary>What.</summary>
    public string Part { get; } = part;
}

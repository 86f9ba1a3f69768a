using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Lists the steps of a deployment; each lasts from the end of the one before.</summary>
internal sealed class DeploymentSteps
{
    private readonly List<DeploymentStep> _steps = [];
    private long _beganNs = MonotonicClock.NowNs;

    /// <summary>The steps so far, in order.</summary>
    public IReadOnlyList<DeploymentStep> All => _steps;

    /// <summary>Notes that a step has ended now.</summary>
    public void Ended(string name)
    {
        var nowNs = MonotonicClock.NowNs;
        _steps.Add(new DeploymentStep(name, TimeSpan.FromMicroseconds((nowNs - _beganNs) / 1000)));
        _beganNs = nowNs;
    }
}

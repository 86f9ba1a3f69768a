using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Lists the steps of a deployment; each lasts from the end of the one before.</summary>
internal sealed class StreamFunctionSteps
{
    private readonly List<DeploymentStep> _steps = [];
    private long _beganNs = MonotonicClock.NowNs;

    public IReadOnlyList<DeploymentStep> All => _steps;

    public void Ended(string name)
    {
        var nowNs = MonotonicClock.NowNs;
        _steps.Add(new DeploymentStep(name, TimeSpan.FromMicroseconds((nowNs - _beganNs) / 1e3)));
        _beganNs = nowNs;
    }
}

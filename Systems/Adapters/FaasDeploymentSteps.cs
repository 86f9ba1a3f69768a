using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Times what a deployment does.</summary>
internal sealed class FaasDeploymentSteps
{
    private readonly List<DeploymentStep> _done = [];

    /// <summary>The steps so far, in order.</summary>
    public IReadOnlyList<DeploymentStep> Done => _done;

    /// <summary>Does one step, and notes how long it took.</summary>
    public async Task<T> TimeAsync<T>(string name, Func<Task<T>> step)
    {
        var startNs = MonotonicClock.NowNs;
        var result = await step();
        _done.Add(new DeploymentStep(name, TimeSpan.FromMicroseconds((MonotonicClock.NowNs - startNs) / 1000)));
        return result;
    }
}

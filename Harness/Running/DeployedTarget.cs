using Eval.Harness.Model;
using Eval.Systems.Abstractions;

namespace Eval.Harness.Running;

/// <summary>One system of the scenario, deployed, and deployed anew after a trial that did not end in order.</summary>
internal sealed class DeployedTarget(SystemSpec spec, Func<SystemSpec, ISystemUnderTest> create) : IAsyncDisposable
{
    private static readonly TimeSpan ObservationLimit = TimeSpan.FromSeconds(10);

    private ISystemUnderTest? _system;
    private Deployment? _deployment;

    /// <summary>The first deployment, for the manifest; null before it.</summary>
    public DeployedSystem? Description { get; private set; }

    /// <summary>Whether its stamps come from inside the function, which a trial that it never started says, too; as
    /// long as it was never deployed nothing contradicts it.</summary>
    public bool StampsInFunction { get; private set; } = true;

    /// <summary>The system and what its deployment left running; deployed now where it is not.</summary>
    public async Task<(ISystemUnderTest System, Deployment Deployment)> GetAsync(CancellationToken cancellation)
    {
        if (_system is null || _deployment is null)
        {
            var system = create(spec);
            try
            {
                _deployment = await system.DeployAsync(cancellation);
            }
            catch
            {
                await system.DisposeAsync();
                throw;
            }

            _system = system;
            StampsInFunction = system.Traits.StampsInFunction;
            Description ??= DescriptionOf(_deployment);
        }

        return (_system, _deployment);
    }

    /// <summary>The processes that it says it keeps between streams: no more than its deployment announced.</summary>
    public async Task<IReadOnlyList<int>> KeptAsync(CancellationToken cancellation)
    {
        if (_system is null || _deployment is not { ParkedInstances: > 0 and var parked })
        {
            return [];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ObservationLimit);
        try
        {
            var instances = await _system.ObserveAsync(limit.Token);
            return [.. instances.Select(instance => instance.ProcessId).OfType<int>().Take(parked)];
        }
#pragma warning disable CA1031 // Its own next trial tells what is wrong with it; this one is another's.
        catch (Exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>Takes the system down, so that the next trial finds a new one.</summary>
    public async ValueTask DisposeAsync()
    {
        var system = _system;
        _system = null;
        _deployment = null;
        if (system is null)
        {
            return;
        }

        try
        {
            await system.DisposeAsync();
        }
#pragma warning disable CA1031 // What is broken may break again while it is taken down; the trials are safe by then.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whatever process it left shows in the next trial's observations.
        }
    }

    private DeployedSystem DescriptionOf(Deployment deployment) => new(
        spec.Name,
        spec.Kind,
        deployment.Build,
        deployment.HostSha256,
        deployment.Steps
            .GroupBy(step => step.Name)
            .ToDictionary(steps => steps.Key, steps => steps.Sum(step => step.Duration.TotalSeconds)),
        deployment.Components,
        deployment.Facts);
}

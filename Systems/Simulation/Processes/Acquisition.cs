using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>A place that a process wants.</summary>
public readonly struct Acquisition : ICriticalNotifyCompletion
{
    private readonly Resource _resource;

    internal Acquisition(Resource resource) => _resource = resource;

    /// <summary>Takes a place if there is one: for the compiler, which asks once.</summary>
    public bool IsCompleted => _resource.TryTake();

    /// <summary>For the compiler.</summary>
    public Acquisition GetAwaiter() => this;

    /// <summary>For the compiler.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc />
    public void OnCompleted(Action continuation) => _resource.Wait(continuation);

    /// <inheritdoc />
    public void UnsafeOnCompleted(Action continuation) => _resource.Wait(continuation);
}

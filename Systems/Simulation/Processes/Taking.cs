using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>An item that a process takes from a store.</summary>
public struct Taking<T> : ICriticalNotifyCompletion
{
    private readonly Store<T> _store;
    private bool _waits;

    internal Taking(Store<T> store) => _store = store;

    /// <summary>Whether there is an item: for the compiler, which asks once, and keeps the answer with the copy that it
    /// asks for the result.</summary>
    public bool IsCompleted
    {
        get
        {
            _waits = !_store.HasItem;
            return !_waits;
        }
    }

    /// <summary>For the compiler.</summary>
    public readonly Taking<T> GetAwaiter() => this;

    /// <summary>The item.</summary>
    public readonly T GetResult() => _waits ? _store.TakePromised() : _store.TakeFirst();

    /// <inheritdoc />
    public readonly void OnCompleted(Action continuation) => _store.WaitToTake(continuation);

    /// <inheritdoc />
    public readonly void UnsafeOnCompleted(Action continuation) => _store.WaitToTake(continuation);
}

using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>An item that a process puts into a store.</summary>
public readonly struct Putting<T> : ICriticalNotifyCompletion
{
    private readonly Store<T> _store;
    private readonly T _item;

    internal Putting(Store<T> store, T item) => (_store, _item) = (store, item);

    /// <summary>Puts it in if there is room: for the compiler, which asks once.</summary>
    public bool IsCompleted => _store.TryPut(_item);

    /// <summary>For the compiler.</summary>
    public Putting<T> GetAwaiter() => this;

    /// <summary>For the compiler.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc />
    public void OnCompleted(Action continuation) => _store.WaitToPut(_item, continuation);

    /// <inheritdoc />
    public void UnsafeOnCompleted(Action continuation) => _store.WaitToPut(_item, continuation);
}

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Eval.Systems.Simulation.Processes;

#pragma warning disable CA1822 // The compiler asks for members of an instance.

/// <summary>What the compiler calls for an <c>async Process</c> method; not for use by hand.</summary>
public struct ProcessMethodBuilder
{
    private ProcessBox? _box;

    /// <summary>What the method returns.</summary>
    public readonly Process Task => default;

    /// <summary>The builder of a new process.</summary>
    public static ProcessMethodBuilder Create() => default;

    /// <summary>Runs the method up to its first wait.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    /// <summary>Unused: state machines live in boxes of our own.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    /// <summary>The method has ended: its box can serve another.</summary>
    public readonly void SetResult() => _box?.Return();

    /// <summary>The method has thrown: out of the event loop with it.</summary>
    public readonly void SetException(Exception exception) => ExceptionDispatchInfo.Throw(exception);

    /// <summary>The method waits.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(Box(ref stateMachine).Resume);

    /// <summary>The method waits.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Box(ref stateMachine).Resume);

    /// <summary>At the first wait the state moves from the caller's stack to a box, which knows itself by the copy of
    /// this builder inside.</summary>
    private ProcessBox Box<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (_box is null)
        {
            var box = ProcessBox<TStateMachine>.Rent();
            _box = box;
            box.Fill(stateMachine);
        }

        return _box;
    }
}

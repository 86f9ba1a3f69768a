using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>The state of a waiting process.</summary>
internal abstract class ProcessBox
{
    protected ProcessBox() => Resume = MoveNext;

    /// <summary>Lets the process go on.</summary>
    public Action Resume { get; }

    /// <summary>The process has ended; the box goes back to its pool.</summary>
    public abstract void Return();

    protected abstract void MoveNext();
}

/// <summary>The same for one method.</summary>
internal sealed class ProcessBox<TStateMachine> : ProcessBox
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Boxes beyond this many are left to the collector.</summary>
    private const int MostPooled = 1 << 20;

    [ThreadStatic]
    private static Stack<ProcessBox<TStateMachine>>? s_pool;

    private TStateMachine? _stateMachine;

    /// <summary>An empty box, of this thread's pool or a new one.</summary>
    public static ProcessBox<TStateMachine> Rent() =>
        s_pool is { Count: > 0 } pool ? pool.Pop() : new ProcessBox<TStateMachine>();

    /// <summary>Puts a state in.</summary>
    public void Fill(TStateMachine stateMachine) => _stateMachine = stateMachine;

    /// <inheritdoc />
    public override void Return()
    {
        _stateMachine = default;
        var pool = s_pool ??= new Stack<ProcessBox<TStateMachine>>();
        if (pool.Count < MostPooled)
        {
            pool.Push(this);
        }
    }

    /// <inheritdoc />
    protected override void MoveNext() => _stateMachine!.MoveNext();
}

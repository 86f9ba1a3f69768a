namespace Eval.Systems.Faas;

/// <summary>An instance in the activator's book. Its members are used under the activator's lock.</summary>
internal sealed class ScaledInstance : IDisposable
{
    private readonly ITimer _idle;

    /// <summary>Takes over an instance that is starting.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="time">Measures how long it rests.</param>
    /// <param name="onIdle">Called, outside of the lock, when it has rested for as long as <see cref="Rest"/> said.
    /// </param>
    public ScaledInstance(IFunctionInstance instance, TimeProvider time, Action<ScaledInstance> onIdle)
    {
        Instance = instance;
        _idle = time.CreateTimer(_ => onIdle(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The instance.</summary>
    public IFunctionInstance Instance { get; }

    /// <summary>Where it is in its life.</summary>
    public InstanceState State { get; set; } = InstanceState.Starting;

    /// <summary>Whether it can become or stay of use.</summary>
    public bool IsAlive => State is InstanceState.Starting or InstanceState.Ready;

    /// <summary>How many requests it serves now.</summary>
    public int InService { get; private set; }

    /// <summary>How many wait to learn whether it is gone. While anybody does it gets no requests.</summary>
    public int Doubts { get; set; }

    /// <summary>Ends when the instance is ready, with null, or with the reason why it never will be.</summary>
    public Task<string?> Readiness { get; set; } = Task.FromResult<string?>(null);

    /// <summary>Ends when nothing of the instance is left.</summary>
    public Task Life { get; set; } = Task.CompletedTask;

    /// <summary>It serves one request more.</summary>
    public void Occupy()
    {
        if (InService++ == 0)
        {
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>It serves one request less.</summary>
    public void Release() => InService--;

    /// <summary>From now on it has nothing to do.</summary>
    public void Rest(TimeSpan timeout) => _idle.Change(timeout, Timeout.InfiniteTimeSpan);

    /// <summary>It will not be idle any more.</summary>
    public void Dispose() => _idle.Dispose();
}

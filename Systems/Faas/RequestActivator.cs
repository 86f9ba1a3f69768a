namespace Eval.Systems.Faas;

/// <summary>
/// Starts the function from zero at its first request, lets requests wait in order of arrival while the host starts or
/// is busy, and ends the host when it is idle too long or when asked (the activator and autoscaler of Knative, with at
/// most one instance). A host that dies is started again for the requests that wait; one that cannot refuses them.
/// </summary>
internal sealed class RequestActivator : IAsyncDisposable
{
    private enum Scale
    {
        Zero,
        Starting,
        Ready,
        Ending,
    }

    private readonly IFunctionHostLauncher _launcher;
    private readonly ActivatorLimits _limits;
    private readonly TimeProvider _time;
    private readonly AccountBook _book;
    private readonly ITimer _idle;
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private Scale _scale = Scale.Zero;
    private IFunctionInstance? _instance;
    private Task _life = Task.CompletedTask;
    private int _inService;
    private bool _closed;

    /// <summary>At zero; instances that end are written into <paramref name="book"/>.</summary>
    public RequestActivator(
        IFunctionHostLauncher launcher, ActivatorLimits limits, AccountBook book, TimeProvider time)
    {
        (_launcher, _limits, _book, _time) = (launcher, limits, book, time);
        _idle = time.CreateTimer(_ => EndIfIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The instances that exist now.</summary>
    public IReadOnlyList<InstanceAccount> Instances
    {
        get
        {
            lock (_gate)
            {
                return _instance is null ? [] : [_instance.Account];
            }
        }
    }

    /// <summary>Waits for the caller's turn, in order of arrival. Who gets an instance must <see cref="Leave"/>.
    /// </summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (_closed)
            {
                return Turn.Overloaded("the gateway is ending");
            }

            if (_waiting.Count >= _limits.Queue && !HasRoom)
            {
                return Turn.Overloaded($"{_limits.Queue} requests are waiting already");
            }

            node = _waiting.AddLast(new Waiter());
            Advance();
        }

        using var left = cancellation.UnsafeRegister(_ => Withdraw(node), null);
        return await node.Value.Task;
    }

    /// <summary>The caller's request is over, and the next one has its turn.</summary>
    public void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (turn.Instance is not null && turn.Instance == _instance)
            {
                _inService--;
                Advance();
            }
        }
    }

    /// <summary>Refuses whoever waits, ends the instance, and waits until it is reaped.</summary>
    public async Task ScaleToZeroAsync()
    {
        Task life;
        lock (_gate)
        {
            RefuseAll("the function is being scaled to zero");
            BeginEnd();
            life = _life;
        }

        await life;
    }

    /// <summary>Scales to zero for good.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        await ScaleToZeroAsync();
        await _idle.DisposeAsync();
    }

    private bool HasRoom => _waiting.Count == 0 && _scale == Scale.Ready && _inService < _limits.Concurrency;

    /// <summary>Does what can be done now for those who wait; called under the lock after every change.</summary>
    private void Advance()
    {
        while (_scale == Scale.Ready && _inService < _limits.Concurrency && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (first.Value.TrySetResult(new Turn(_instance)))
            {
                _inService++;
            }
        }

        if (_scale == Scale.Zero && _waiting.Count > 0)
        {
            Start();
        }

        var isIdle = _scale == Scale.Ready && _inService == 0;
        _idle.Change(isIdle ? _limits.IdleTimeout : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Start()
    {
        try
        {
            _instance = _launcher.Start();
        }
        catch (IOException failure)
        {
            RefuseAll($"the function host cannot be started: {failure.Message}");
            return;
        }

        _scale = Scale.Starting;
        _inService = 0;
        _life = LiveAsync(_instance);
    }

    /// <summary>One instance's life, from its start until it is reaped.</summary>
    private async Task LiveAsync(IFunctionInstance instance)
    {
        await Task.Yield();
        var failure = await ReadyAsync(instance);
        lock (_gate)
        {
            if (failure is not null)
            {
                RefuseAll($"the function host did not start: {failure}");
                instance.Kill();
            }
            else if (_scale == Scale.Starting)
            {
                _scale = Scale.Ready;
                Advance();
            }
        }

        await instance.Exited;
        _book.Ended(instance.Account);
        lock (_gate)
        {
            _instance = null;
            _scale = Scale.Zero;
            Advance();
        }
    }

    private async Task<string?> ReadyAsync(IFunctionInstance instance)
    {
        try
        {
            return await instance.Started.WaitAsync(_limits.StartTimeout, _time);
        }
        catch (TimeoutException)
        {
            return $"it was not ready within {_limits.StartTimeout.TotalSeconds} s";
        }
    }

    private void EndIfIdle()
    {
        lock (_gate)
        {
            if (_scale == Scale.Ready && _inService == 0 && _waiting.Count == 0)
            {
                BeginEnd();
            }
        }
    }

    /// <summary>Ends the instance, if there is one; those who come from now on wait for the next.</summary>
    private void BeginEnd()
    {
        if (_scale is Scale.Starting or Scale.Ready)
        {
            var isReady = _scale == Scale.Ready;
            _scale = Scale.Ending;
            _ = EndAsync(_instance!, isReady);
        }
    }

    private static async Task EndAsync(IFunctionInstance instance, bool isReady)
    {
        if (isReady)
        {
            await instance.CollectTrailersAsync();
        }

        instance.Kill();
    }

    private void RefuseAll(string reason)
    {
        foreach (var waiter in _waiting)
        {
            waiter.TrySetResult(Turn.Failed(reason));
        }

        _waiting.Clear();
    }

    private void Withdraw(LinkedListNode<Waiter> node)
    {
        lock (_gate)
        {
            if (node.Value.TrySetResult(Turn.Failed("the client left")) && node.List is not null)
            {
                _waiting.Remove(node);
            }
        }
    }

    /// <summary>A request that waits. Its continuation never runs inside the activator's lock.</summary>
    private sealed class Waiter() : TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
}

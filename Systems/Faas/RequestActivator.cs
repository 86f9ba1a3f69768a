namespace Eval.Systems.Faas;

/// <summary>
/// Starts the function from zero at its first request, lets requests wait in order of arrival while hosts start or are
/// busy, starts more hosts where more wait than those that are starting will take, and ends a host that is idle too
/// long (the activator and autoscaler of Knative, but deciding at each request instead of every two seconds). A host
/// that dies is started again for the requests that wait; one that cannot start refuses them where no other serves.
/// </summary>
internal sealed class RequestActivator : IAsyncDisposable
{
    // Whoever does not answer any more has mostly died, and is reaped a moment later.
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(1);

    private readonly IFunctionHostLauncher _launcher;
    private readonly ActivatorLimits _limits;
    private readonly TimeProvider _time;
    private readonly AccountBook _book;
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();

    // In order of their starts: the oldest with room is used, so that the youngest become idle and end.
    private readonly List<ScaledInstance> _instances = [];
    private bool _startFailed;
    private bool _closed;

    /// <summary>At zero; instances that end are written into <paramref name="book"/>.</summary>
    public RequestActivator(
        IFunctionHostLauncher launcher, ActivatorLimits limits, AccountBook book, TimeProvider time) =>
        (_launcher, _limits, _book, _time) = (launcher, limits, book, time);

    /// <summary>The instances that exist now.</summary>
    public IReadOnlyList<InstanceAccount> Instances
    {
        get
        {
            lock (_gate)
            {
                return [.. _instances.Select(one => one.Instance.Account)];
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

            if (_waiting.Count >= _limits.Queue)
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
            if (_instances.Find(one => one.Instance == turn.Instance) is { } served)
            {
                served.Release();
                Advance();
                RestIfIdle(served);
            }
        }
    }

    /// <summary>The caller's request broke off: before the instance is given another it is asked whether it is still
    /// there, and ended where it is not. Gives how it ended, or null where it lives. The caller must still
    /// <see cref="Leave"/>.</summary>
    public async Task<string?> DoubtAsync(Turn turn)
    {
        var instance = turn.Instance!;
        ScaledInstance? doubted;
        lock (_gate)
        {
            doubted = _instances.Find(one => one.Instance == instance);
            if (doubted is not null)
            {
                doubted.Doubts++;
            }
        }

        var isGone = await LifeQuestion.IsGoneAsync(instance.Client);
        lock (_gate)
        {
            if (doubted is not null)
            {
                doubted.Doubts--;
                doubted.State = isGone && doubted.IsAlive ? InstanceState.Lost : doubted.State;
                Advance();
            }
        }

        if (!isGone)
        {
            return null;
        }

        if (await Task.WhenAny(instance.Exited, Task.Delay(DeathLimit, _time)) != instance.Exited)
        {
            instance.Kill();
        }

        return await instance.Exited;
    }

    /// <summary>Starts the instances that must always be there, and waits until they are ready. Gives why one is not,
    /// or null.</summary>
    public async Task<string?> FillAsync()
    {
        Task<string?>[] starting;
        lock (_gate)
        {
            Fill();
            starting = [.. _instances.Where(one => one.IsAlive).Select(one => one.Readiness)];
        }

        return (await Task.WhenAll(starting)).FirstOrDefault(failure => failure is not null);
    }

    /// <summary>Refuses whoever waits, ends every instance, and waits until all are reaped.</summary>
    public async Task ScaleToZeroAsync()
    {
        Task[] lives;
        lock (_gate)
        {
            RefuseAll("the function is being scaled to zero");

            // One that ends at once leaves the list while the others are still being ended.
            ScaledInstance[] all = [.. _instances];
            lives = [.. all.Select(one => one.Life)];
            Array.ForEach(all, BeginEnd);
        }

        await Task.WhenAll(lives);
    }

    /// <summary>Scales to zero for good.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        await ScaleToZeroAsync();
    }

    private int Alive => _instances.Count(one => one.IsAlive);

    /// <summary>Where a start has failed none is tried beside those that serve: it would fail again and again.
    /// </summary>
    private bool MayStart => !_closed && _instances.Count < _limits.MaxInstances
        && (!_startFailed || _instances.Count == 0);

    private ScaledInstance? WithRoom() => _instances.Find(
        one => one is { State: InstanceState.Ready, Doubts: 0 } && one.InService < _limits.Concurrency);

    /// <summary>Does what can be done now for those who wait; called under the lock after every change.</summary>
    private void Advance()
    {
        while (_waiting.First is { } first && WithRoom() is { } free)
        {
            _waiting.RemoveFirst();
            if (first.Value.TrySetResult(new Turn(free.Instance)))
            {
                free.Occupy();
            }
        }

        var expected = _limits.Concurrency * _instances.Count(one => one.State == InstanceState.Starting);
        while (_waiting.Count > expected && MayStart && Start())
        {
            expected += _limits.Concurrency;
        }
    }

    private void Fill()
    {
        while (Alive < _limits.MinInstances && MayStart && Start())
        {
            // Each start counts at once.
        }
    }

    /// <summary>Issues a start, and tells whether it could.</summary>
    private bool Start()
    {
        IFunctionInstance instance;
        try
        {
            instance = _launcher.Start();
        }
        catch (IOException failure)
        {
            _startFailed = _instances.Count > 0;
            RefuseIfNobodyServes($"the function host cannot be started: {failure.Message}");
            return false;
        }

        var one = new ScaledInstance(instance, _time, EndIfIdle);
        _instances.Add(one);
        one.Readiness = BecomeReadyAsync(one);
        one.Life = LiveAsync(one);
        return true;
    }

    private async Task<string?> BecomeReadyAsync(ScaledInstance one)
    {
        // What follows takes the lock, which the caller holds.
        await Task.Yield();
        var failure = await StartedAsync(one.Instance);
        lock (_gate)
        {
            if (failure is not null)
            {
                _startFailed = true;
                one.State = InstanceState.Ending;
                one.Instance.Kill();
                RefuseIfNobodyServes($"the function host did not start: {failure}");
            }
            else if (one.State == InstanceState.Starting)
            {
                one.State = InstanceState.Ready;
                Advance();
                RestIfIdle(one);
            }
        }

        return failure;
    }

    private async Task<string?> StartedAsync(IFunctionInstance instance)
    {
        try
        {
            return await instance.Started.WaitAsync(_limits.StartTimeout, _time);
        }
        catch (TimeoutException)
        {
            var silence = $"it was not ready within {_limits.StartTimeout.TotalSeconds} s";
            return instance.Account.LastProbe is { } probe ? $"{silence}: {probe}" : silence;
        }
    }

    /// <summary>One instance's life, until it is reaped.</summary>
    private async Task LiveAsync(ScaledInstance one)
    {
        await one.Readiness;
        await one.Instance.Exited;
        _book.Ended(one.Instance.Account);
        lock (_gate)
        {
            one.Dispose();
            _instances.Remove(one);
            _startFailed &= _instances.Count > 0;
            if (one.State is InstanceState.Ready or InstanceState.Lost)
            {
                Fill();
            }

            Advance();
        }
    }

    private void RestIfIdle(ScaledInstance one)
    {
        if (one is { State: InstanceState.Ready, InService: 0 })
        {
            one.Rest(_limits.IdleTimeout);
        }
    }

    private void EndIfIdle(ScaledInstance one)
    {
        lock (_gate)
        {
            if (one is { State: InstanceState.Ready, InService: 0 } && Alive > _limits.MinInstances)
            {
                BeginEnd(one);
            }
        }
    }

    /// <summary>Ends an instance; those who come from now on wait for another.</summary>
    private static void BeginEnd(ScaledInstance one)
    {
        if (one.IsAlive)
        {
            var isReady = one.State == InstanceState.Ready;
            one.State = InstanceState.Ending;
            _ = EndAsync(one.Instance, isReady);
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

    private void RefuseIfNobodyServes(string reason)
    {
        if (Alive == 0)
        {
            RefuseAll(reason);
        }
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

using Eval.Systems.Sdk;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>One container from its creation to its removal, in the background.</summary>
internal sealed class ContainerInstance : ISandboxedInstance
{
    // What the engine reports where a signal ended the program: 128 + its number.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>How long an engine may take to end a container that was killed.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource<long> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _killing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IContainerEngine _engine;
    private readonly string _name;
    private ContainerState? _running;
    private volatile int _toldProcessId;
    private double _cpuSeconds;
    private long? _peakRssBytes;

    /// <param name="engine">Where it runs.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="requestAsync">Describes it, once its image is there.</param>
    public ContainerInstance(IContainerEngine engine, string name, Func<Task<ContainerRequest>> requestAsync)
    {
        _engine = engine;
        _name = name;
        StartIssuedNs = MonotonicClock.NowNs;
        Exited = Task.Run(() => RunAsync(requestAsync));

        // Whoever only waits for the end has been told of a failed start by it.
        _started.Task.ContinueWith(
            failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    /// <inheritdoc />
    public int? ProcessId => _running?.ProcessId ?? (_toldProcessId is > 0 and var told ? told : null);

    /// <inheritdoc />
    public long StartIssuedNs { get; }

    /// <inheritdoc />
    public Task<long> Started => _started.Task;

    /// <inheritdoc />
    public Task<ProcessExit> Exited { get; }

    /// <inheritdoc />
    public ContainerFacts? Container => _running?.Facts;

    /// <inheritdoc />
    public void BeTold(int processId) => _toldProcessId = processId;

    /// <inheritdoc />
    public void SamplePeakRss()
    {
        if (ProcessId is { } processId)
        {
            _peakRssBytes = PeakMemory.OfFamily(processId) ?? _peakRssBytes;
            _cpuSeconds = ProcessTable.Find(processId)?.CpuSeconds ?? _cpuSeconds;
        }
    }

    /// <inheritdoc />
    public void Kill()
    {
        SamplePeakRss();
        if (!Exited.IsCompleted && _killing.TrySetResult())
        {
            _ = KillAsync();
        }
    }

    private async Task KillAsync()
    {
        try
        {
            await _engine.KillAsync(_name).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The engine is gone or stuck: the wait for the end says so.
        }
    }

    private async Task<ProcessExit> RunAsync(Func<Task<ContainerRequest>> requestAsync)
    {
        try
        {
            await _engine.CreateAsync(await requestAsync().ConfigureAwait(false)).ConfigureAwait(false);
            if (!_killing.Task.IsCompleted)
            {
                await _engine.StartAsync(_name).ConfigureAwait(false);
                _started.TrySetResult(MonotonicClock.NowNs);
                return await RunToEndAsync().ConfigureAwait(false);
            }

            _started.TrySetException(new SandboxException("killed before it was started"));
            return Failed("killed before it was started");
        }
        catch (Exception failure) when (failure is SandboxException or OperationCanceledException)
        {
            var reason = failure is SandboxException ? failure.Message : "the container engine did not end it";
            _started.TrySetException(failure as SandboxException ?? new SandboxException(reason, failure));
            return Failed(reason);
        }
        finally
        {
            await RemoveAsync().ConfigureAwait(false);
        }
    }

    private async Task<ProcessExit> RunToEndAsync()
    {
        using var giveUp = new CancellationTokenSource();
        var ended = _engine.WaitAsync(_name, giveUp.Token);
        _running = await _engine.InspectAsync(_name).ConfigureAwait(false);
        if (_killing.Task.IsCompleted)
        {
            // The kill may have come before the start, which it then missed.
            await KillAsync().ConfigureAwait(false);
        }

        if (await Task.WhenAny(ended, _killing.Task).ConfigureAwait(false) != ended)
        {
            giveUp.CancelAfter(KillLimit);
        }

        await ended.ConfigureAwait(false);
        var exitedNs = MonotonicClock.NowNs;
        var state = await _engine.InspectAsync(_name).ConfigureAwait(false);
        var errors = await _engine.ErrorTextAsync(_name).ConfigureAwait(false);
        var isSignal = state.ExitCode is > SignalBase and <= SignalBase + LastSignal;
        return new ProcessExit(
            isSignal ? null : state.ExitCode, isSignal ? state.ExitCode - SignalBase : null,
            _cpuSeconds, _peakRssBytes, exitedNs, errors)
        {
            OutOfMemory = state.OutOfMemory && state.ExitCode != 0,
        };
    }

    /// <summary>A container that cannot be removed now is found by its label at the next start.</summary>
    private async Task RemoveAsync()
    {
        try
        {
            await _engine.RemoveAsync(_name).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The engine is gone, which the exit's error text says already or the next call will.
        }
    }

    private static ProcessExit Failed(string reason) => new(null, null, 0, null, MonotonicClock.NowNs, reason);
}

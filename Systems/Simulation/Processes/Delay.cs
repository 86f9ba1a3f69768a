using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Processes;

/// <summary>A time that a process waits.</summary>
public readonly struct Delay : ICriticalNotifyCompletion
{
    private readonly ProcessClock _clock;
    private readonly long _delayNs;

    internal Delay(ProcessClock clock, long delayNs) => (_clock, _delayNs) = (clock, delayNs);

    /// <summary>Never: waiting no time still lets others go first.</summary>
    public bool IsCompleted => false;

    /// <summary>For the compiler.</summary>
    public Delay GetAwaiter() => this;

    /// <summary>For the compiler.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc />
    public void OnCompleted(Action continuation) => _clock.ResumeAfter(_delayNs, continuation);

    /// <inheritdoc />
    public void UnsafeOnCompleted(Action continuation) => _clock.ResumeAfter(_delayNs, continuation);
}

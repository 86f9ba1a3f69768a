using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>
/// Virtual time: 64-bit nanoseconds from 0, so that nothing is rounded however long a run is. Events of one time happen
/// in the order in which they were scheduled. One thread; nothing is allocated per event.
/// </summary>
public sealed class Simulator
{
    /// <summary>The end of time, 36.5 years: later events are a mistake of the model.</summary>
    public const long EndOfTimeNs = 1L << 60;

    private FutureEvents _future = new();

    // Delegates: of many kinds of handlers in one process, a call through the interface would look each up in a table.
    private Action<int, long>[] _handlers = [];
    private bool _isStopped;

    /// <summary>How far time may go within one event of the list.</summary>
    private long _aheadNs = -1;

    /// <summary>Now.</summary>
    public long NowNs { get; private set; }

    /// <summary>How many events are scheduled and have not happened.</summary>
    public int Waiting => (int)(_future.Scheduled - Happened);

    /// <summary>How many have happened.</summary>
    public long Happened { get; private set; }

    /// <summary>Makes a handler known.</summary>
    /// <returns>The number by which events name it.</returns>
    public int Register(IEventHandler handler)
    {
        Array.Resize(ref _handlers, _handlers.Length + 1);
        _handlers[^1] = handler.Handle;
        return _handlers.Length - 1;
    }

    /// <summary>Lets something happen after that time.</summary>
    /// <param name="delayNs">From now, 0 or more.</param>
    /// <param name="handler">Whom it is told: the number that <see cref="Register"/> gave.</param>
    /// <param name="a">A number for the handler.</param>
    /// <param name="b">Another.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, or beyond <see cref="EndOfTimeNs"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Schedule(long delayNs, int handler, int a = 0, long b = 0)
    {
        Check(delayNs);
        _future.Add(NowNs + delayNs, handler, a, b);
    }

    /// <summary>Schedules an event that its model keeps to itself until it either goes on to it with
    /// <see cref="TryGoOn"/> or gives it to the list with <see cref="Give"/>: of several, the first must be in the list
    /// whenever the model returns.</summary>
    /// <param name="delayNs">As of <see cref="Schedule"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal KeptEvent Keep(long delayNs)
    {
        Check(delayNs);
        return new KeptEvent(NowNs + delayNs, _future.NextOrder());
    }

    /// <summary>Whether a kept event is the next of all, and may happen within the one that happens now: then time is
    /// that of it. The order of events is the same as if it had been in the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryGoOn(in KeptEvent kept)
    {
        if (kept.TimeNs > _aheadNs || _isStopped || !_future.IsBeforeAll(kept.TimeNs, kept.Order))
        {
            return false;
        }

        NowNs = kept.TimeNs;
        Happened++;
        return true;
    }

    /// <summary>Puts a kept event into the list.</summary>
    internal void Give(in KeptEvent kept, int handler, int a) =>
        _future.Add(kept.TimeNs, kept.Order, handler, a, 0);

    /// <summary>Lets everything happen up to and with that time, which is then now.</summary>
    public void RunUntil(long timeNs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeNs, EndOfTimeNs);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeNs, NowNs);
        _isStopped = false;
        _aheadNs = timeNs;
        while (_future.MoveNext(timeNs))
        {
            Happen();
        }

        NowNs = timeNs;
    }

    /// <summary>Lets everything happen while that is so; now is then the time of the last event. A model that schedules
    /// without end needs <see cref="RunUntil"/>, a condition or <see cref="Stop"/>.</summary>
    public void RunWhile(Func<bool> goesOn)
    {
        // The condition is asked before each event.
        _aheadNs = -1;
        while (goesOn() && _future.MoveNext(EndOfTimeNs))
        {
            Happen();
        }
    }

    /// <summary>Lets everything happen until nothing is left or somebody calls <see cref="Stop"/>.</summary>
    public void RunToEnd()
    {
        _isStopped = false;
        _aheadNs = EndOfTimeNs;
        while (!_isStopped && _future.MoveNext(EndOfTimeNs))
        {
            Happen();
        }
    }

    /// <summary>Ends <see cref="RunToEnd"/> after the event that happens now; what is scheduled stays so.</summary>
    public void Stop() => _isStopped = true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Happen()
    {
        ref readonly var next = ref _future.Current;
        NowNs = next.TimeNs;
        Happened++;
        _handlers[next.Handler](next.A, next.B);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(long delayNs)
    {
        if ((ulong)delayNs > (ulong)(EndOfTimeNs - NowNs))
        {
            Refuse(delayNs);
        }
    }

    private void Refuse(long delayNs) => throw new ArgumentOutOfRangeException(
        nameof(delayNs), delayNs, $"must be 0 or more, and end within {EndOfTimeNs} ns; now is {NowNs} ns");
}

using Eval.Systems.Simulation.Kernel;

namespace Eval.Systems.Simulation.Processes;

/// <summary>Virtual time for processes: keeps those that wait, by the number that their event carries.</summary>
public sealed class ProcessClock : IEventHandler
{
    private const int FirstCapacity = 64;

    private readonly Simulator _simulator;
    private readonly int _handler;
    private Action?[] _waiting = new Action?[FirstCapacity];
    private int[] _free = new int[FirstCapacity];
    private int _freeCount;
    private int _used;

    /// <summary>Processes on the time of that simulator.</summary>
    public ProcessClock(Simulator simulator)
    {
        _simulator = simulator;
        _handler = simulator.Register(this);
    }

    /// <summary>Now, virtual nanoseconds.</summary>
    public long NowNs => _simulator.NowNs;

    /// <summary><c>await</c> it: the process goes on after that time, also where it is 0 after what is due now.
    /// </summary>
    /// <param name="delayNs">0 or more.</param>
    public Delay Delay(long delayNs) => new(this, delayNs);

    /// <summary>The event of a waiting process has come.</summary>
    public void Handle(int a, long b)
    {
        var resume = _waiting[a]!;
        _waiting[a] = null;
        _free[_freeCount++] = a;
        resume();
    }

    /// <summary>Lets a process go on after that time.</summary>
    internal void ResumeAfter(long delayNs, Action resume)
    {
        if (_freeCount == 0 && _used == _waiting.Length)
        {
            Array.Resize(ref _waiting, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        var slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        _waiting[slot] = resume;
        _simulator.Schedule(delayNs, _handler, slot);
    }
}

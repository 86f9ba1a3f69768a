namespace Eval.Systems.Simulation.Processes;

/// <summary>Equal places, such as servers or cores: a process takes one, waits in order of arrival while there is none,
/// and gives it back.</summary>
public sealed class Resource
{
    private readonly ProcessClock _clock;
    private readonly Ring<Action> _waiting = new();

    /// <summary>All places are free.</summary>
    /// <param name="clock">The time of the processes.</param>
    /// <param name="places">1 or more.</param>
    public Resource(ProcessClock clock, int places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        _clock = clock;
        (Places, Free) = (places, places);
    }

    /// <summary>How many there are.</summary>
    public int Places { get; }

    /// <summary>How many nobody has.</summary>
    public int Free { get; private set; }

    /// <summary>How many processes wait for one.</summary>
    public int Waiting => _waiting.Count;

    /// <summary><c>await</c> it: then the process has a place.</summary>
    public Acquisition Acquire() => new(this);

    /// <summary>Gives a place back. Where others wait it is the first one's at once; that process goes on after what is
    /// due now.</summary>
    /// <exception cref="InvalidOperationException">Nobody had one.</exception>
    public void Release()
    {
        if (_waiting.Count > 0)
        {
            _clock.ResumeAfter(0, _waiting.Dequeue());
            return;
        }

        Free = Free < Places ? Free + 1 : throw new InvalidOperationException("more places were given back than taken");
    }

    internal bool TryTake()
    {
        if (Free == 0)
        {
            return false;
        }

        Free--;
        return true;
    }

    internal void Wait(Action resume) => _waiting.Enqueue(resume);
}

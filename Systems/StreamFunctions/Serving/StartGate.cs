using Eval.Systems.Sdk;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Lets only a few instances start at a time: where many start on few cores, none makes progress and all miss their
/// deadlines. The streams behind wait in the order in which they came; <see cref="Admission"/> bounds how many.
/// </summary>
/// <param name="atOnce">How many may start at a time.</param>
/// <param name="patience">A start that takes longer waits for something else than a core: it counts no more, so that it
/// holds up no other function's.</param>
internal sealed class StartGate(int atOnce, TimeSpan patience)
{
    private readonly Lock _door = new();
    private readonly LinkedList<Pass> _starting = new();
    private readonly LinkedList<Pass> _waiting = new();
    private readonly long _patienceNs = (long)patience.TotalNanoseconds;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_door)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Waits on the calling thread until it may start an instance.</summary>
    /// <param name="deadlineNs">Until when at most, MonotonicClock nanoseconds.</param>
    /// <returns>What <see cref="Leave"/> takes back; null where the time is over.</returns>
    public Pass? Enter(long deadlineNs)
    {
        var pass = new Pass();
        lock (_door)
        {
            _waiting.AddLast(pass.Place);
            LetIn(MonotonicClock.NowNs);
        }

        while (!pass.Await(Math.Min(deadlineNs, MonotonicClock.NowNs + _patienceNs)))
        {
            lock (_door)
            {
                var nowNs = MonotonicClock.NowNs;
                LetIn(nowNs);
                if (nowNs >= deadlineNs && pass.Place.List == _waiting)
                {
                    _waiting.Remove(pass.Place);
                    return null;
                }
            }
        }

        return pass;
    }

    /// <summary>The instance is there, or will never be.</summary>
    public void Leave(Pass pass)
    {
        lock (_door)
        {
            if (pass.Place.List == _starting)
            {
                _starting.Remove(pass.Place);
            }

            LetIn(MonotonicClock.NowNs);
        }
    }

    private void LetIn(long nowNs)
    {
        while (_starting.First is { } oldest && nowNs - oldest.Value.SinceNs >= _patienceNs)
        {
            _starting.Remove(oldest);
        }

        while (_starting.Count < atOnce && _waiting.First is { } next)
        {
            _waiting.Remove(next);
            _starting.AddLast(next);
            next.Value.Open(nowNs);
        }
    }

    /// <summary>One stream's turn.</summary>
    internal sealed class Pass
    {
        private bool _isOpen;

        public Pass() => Place = new LinkedListNode<Pass>(this);

        /// <summary>Where it stands.</summary>
        public LinkedListNode<Pass> Place { get; }

        /// <summary>When its turn came, MonotonicClock nanoseconds.</summary>
        public long SinceNs { get; private set; }

        /// <summary>Its turn has come.</summary>
        public void Open(long nowNs)
        {
            lock (Place)
            {
                (SinceNs, _isOpen) = (nowNs, true);
                Monitor.Pulse(Place);
            }
        }

        /// <summary>Waits for its turn; false where the time is over before.</summary>
        public bool Await(long untilNs)
        {
            lock (Place)
            {
                for (var nowNs = MonotonicClock.NowNs; !_isOpen && nowNs < untilNs; nowNs = MonotonicClock.NowNs)
                {
                    Monitor.Wait(Place, TimeSpan.FromMilliseconds(Math.Ceiling((untilNs - nowNs) / 1e6)));
                }

                return _isOpen;
            }
        }
    }
}

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// Whether an instance takes the events that wait for it. Anything that it says is a sign of life; where it says
/// nothing for a quarter of the limit, its channel is asked, too, whether less waits than at the last look.
/// </summary>
internal sealed class TakingWatch(long limitNs)
{
    private const int Unknown = -1;

    private long _lifeNs;
    private long _wakeNs;
    private long _handed;
    private int _untaken = Unknown;
    private bool _isOn;

    /// <summary>When to look next; the end of time where nothing waits.</summary>
    public long DeadlineNs => _isOn ? Math.Min(_wakeNs, _lifeNs + limitNs) : long.MaxValue;

    /// <summary>It lives, or cannot be blamed for waiting.</summary>
    public void SignOfLife(long nowNs)
    {
        _lifeNs = nowNs;
        _wakeNs = nowNs + (limitNs / 4);
        _untaken = Unknown;
    }

    /// <summary>Looks, before anything more is sent. True where events have waited for the limit.</summary>
    public bool IsOverdue(IEventLink link, IByteChannel channel, long nowNs)
    {
        if (!IsQuiet(nowNs))
        {
            return false;
        }

        var untaken = channel.Untaken;
        if (untaken == 0 && !link.HasPending)
        {
            _isOn = false;
        }
        else if (untaken < _untaken || (untaken == 0 && link.AwaitsChannel))
        {
            SignOfLife(nowNs);
        }

        return _isOn && nowNs >= _lifeNs + limitNs;
    }

    /// <summary>Notes what waits, after what was sent.</summary>
    public void AfterSending(IEventLink link, IByteChannel channel, long nowNs)
    {
        var handed = link.Counts.Handed + (link.IsDrained ? 1 : 0);
        if (!_isOn && (handed != _handed || link.HasPending))
        {
            _isOn = true;
            SignOfLife(nowNs);
        }

        _handed = handed;
        if (IsQuiet(nowNs))
        {
            _untaken = channel.Untaken;
            _wakeNs = Math.Max(_wakeNs, nowNs + (limitNs / 4));
        }
    }

    private bool IsQuiet(long nowNs) => _isOn && nowNs >= _lifeNs + (limitNs / 4);
}

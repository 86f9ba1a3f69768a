using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>One stage of a stream: its link, its instance, and what comes back.</summary>
internal sealed class Stage(int index, IEventLink link, FrameReader fromInstance, long eventLimitNs)
{
    /// <summary>From 0.</summary>
    public int Index => index;

    /// <summary>The way to its instance.</summary>
    public IEventLink Link => link;

    /// <summary>Whether its instance takes its events.</summary>
    public TakingWatch Watch { get; } = new(eventLimitNs);

    /// <summary>The instance; null before, or where none was had.</summary>
    public IStreamInstance? Instance { get; set; }

    /// <summary>What the instance said of its start, once it has.</summary>
    public Greeting? Greeting { get; set; }

    /// <summary>Until when it has to say that.</summary>
    public long StartDeadlineNs { get; set; }

    /// <summary>What the instance sends.</summary>
    public FrameReader FromInstance => fromInstance;

    /// <summary>A frame of the instance that found no room yet.</summary>
    public Frame Held { get; private set; }

    /// <summary>Whether there is one.</summary>
    public bool Holds { get; set; }

    /// <summary>Of a later stage: its events' origins.</summary>
    public OriginMap? Origins { get; } = index == 0 ? null : new OriginMap();

    /// <summary>The stage before it has finished; its end of stream has still to be offered.</summary>
    public bool OwesEnd { get; set; }

    /// <summary>Whether the end of its input was taken by its link.</summary>
    public bool HasWholeInput { get; set; }

    /// <summary>Whether its function ended in order.</summary>
    public bool HasFinished { get; set; }

    /// <summary>Outputs of its function so far.</summary>
    public long Outputs { get; set; }

    /// <summary>Bytes of their frames.</summary>
    public long OutputBytes { get; set; }

    /// <summary>Since when its instance may end; 0: it may not yet.</summary>
    public long LetGoNs { get; set; }

    /// <summary>Whether it was killed.</summary>
    public bool WasKilled { get; set; }

    /// <summary>How its instance ended, once it has.</summary>
    public ProcessExit? Exit { get; set; }

    /// <summary>Whether nothing has to be waited for: it ended, or its end was given up.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Its entries in the wait set, −1: none.</summary>
    public int ChannelEntry { get; set; } = -1;

    /// <summary>Whether the instance is to be read.</summary>
    public bool WantsMore => !HasFinished && !Holds;

    /// <summary>Keeps a frame until it is delivered.</summary>
    public void Hold(in Frame frame)
    {
        Held = frame;
        Holds = true;
    }

    /// <summary>Lets the instance end by itself.</summary>
    public void LetGo(long nowNs)
    {
        if (Instance is { } instance && LetGoNs == 0)
        {
            LetGoNs = nowNs;
            instance.Box.SamplePeakRss();
            instance.Channel?.Shutdown();
        }
    }

    /// <summary>Ends it.</summary>
    public void Kill(long nowNs)
    {
        if (Instance is { } instance && !WasKilled)
        {
            LetGo(nowNs);
            LetGoNs = nowNs;
            WasKilled = true;
            instance.Box.Kill();
        }
    }
}

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Waits until no instance is left. One that does not end by itself within the limit is killed; one that does
/// not even end then is given up.</summary>
internal sealed class Releasing(Stage[] stages, long limitNs)
{
    /// <summary>Whether an instance that was let go had to be killed.</summary>
    public bool HadToKill { get; private set; }

    /// <summary>Looks; true once all are released.</summary>
    public bool Step(long nowNs)
    {
        var isOver = true;
        foreach (var stage in stages)
        {
            isOver &= stage.IsReleased || Release(stage, nowNs);
        }

        return isOver;
    }

    /// <summary>Says what to wait for.</summary>
    public void Ask(WaitSet waits)
    {
        foreach (var stage in stages)
        {
            if (!stage.IsReleased)
            {
                waits.Tasks.Add(stage.Instance!.Box.Exited);
                waits.Until(stage.LetGoNs + limitNs);
            }
        }
    }

    private bool Release(Stage stage, long nowNs)
    {
        if (stage.Instance is not { } instance)
        {
            stage.IsReleased = true;
        }
        else if (instance.Box.Exited.IsCompleted)
        {
            stage.Exit = instance.Box.Exited.IsCompletedSuccessfully ? instance.Box.Exited.Result : null;
            stage.IsReleased = true;
        }
        else if (nowNs >= stage.LetGoNs + limitNs)
        {
            stage.IsReleased = stage.WasKilled;
            HadToKill = true;
            stage.Kill(nowNs);
        }

        return stage.IsReleased;
    }
}

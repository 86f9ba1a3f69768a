namespace Eval.Systems.Sdk.Hosting;

/// <summary>With what a host ends.</summary>
internal static class HostExit
{
    /// <summary>The stream came to its end.</summary>
    public const int Completed = 0;

    /// <summary>The function failed.</summary>
    public const int FunctionFailed = 1;

    /// <summary>The connection broke.</summary>
    public const int ConnectionFailed = 2;

    /// <summary>The host could not do to itself what it was told; no user code ran.</summary>
    public const int NotStarted = 3;

    /// <summary>A producer whose connection was handed over said nothing for too long.</summary>
    public const int ProducerIdle = 4;

    /// <summary>Such a producer took too long for one frame.</summary>
    public const int ProducerSlow = 5;

    /// <summary>The host waited for a producer by itself, and none came in time.</summary>
    public const int NoProducer = 6;

    /// <summary>The buffer inside the instance lost events.</summary>
    public const int BufferLost = 7;
}

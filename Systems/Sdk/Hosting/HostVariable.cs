using System.Globalization;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>The environment variables by which a control plane tells a host what to do (PROTOCOL.md).</summary>
internal static class HostVariable
{
    /// <summary>A Unix socket to connect to; without it the control plane's connection is descriptor 3.</summary>
    public const string Socket = "EVAL_SOCKET";

    /// <summary>1: descriptor 4 is a listener, on which the instance waits for its producer.</summary>
    public const string Accept = "EVAL_ACCEPT";

    /// <summary>1: the instance is started before its stream, and touches its code before it waits.</summary>
    public const string Parked = "EVAL_PARKED";

    /// <summary>How long a producer that the instance accepted by itself may take to send an opening, milliseconds.
    /// </summary>
    public const string HandshakeMilliseconds = "EVAL_HANDSHAKE_MS";

    /// <summary>How long a producer whose connection was handed over may say nothing, milliseconds.</summary>
    public const string IdleMilliseconds = "EVAL_IDLE_MS";

    /// <summary>How long such a producer may take for one frame, milliseconds.</summary>
    public const string FrameMilliseconds = "EVAL_FRAME_MS";

    /// <summary>The process whose end has to be the host's; it is the host's parent, or the host ends at
    /// once.</summary>
    public const string Parent = "EVAL_PARENT";

    /// <summary>The user and group that the host becomes.</summary>
    public const string User = "EVAL_USER";

    /// <summary>1: the host gives up gaining privileges, for good.</summary>
    public const string NoNewPrivileges = "EVAL_NO_NEW_PRIVILEGES";

    /// <summary>The most descriptors that the host may hold; with it, no core file is written either.</summary>
    public const string Files = "EVAL_FILES";

    /// <summary>The most events that wait in a buffer inside the instance (Systems/BufferedInstanceHost).</summary>
    public const string BufferEvents = "EVAL_BUFFER_EVENTS";

    /// <summary>The most bytes that wait there.</summary>
    public const string BufferBytes = "EVAL_BUFFER_BYTES";

    public static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) == "1";

    /// <summary>The number in that variable, or null where it is absent.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static long? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;
}

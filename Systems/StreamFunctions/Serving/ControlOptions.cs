using System.Globalization;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What a control plane is started with.</summary>
public sealed record ControlOptions
{
    /// <summary>Where it listens: a path below 108 bytes that does not exist yet.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The instance's program, an absolute path.</summary>
    public required string HostExecutable { get; init; }

    /// <summary>The function's name, the program's one argument.</summary>
    public required string Function { get; init; }

    /// <summary>The most connections at a time; beyond, they are rejected.</summary>
    public int MaximumStreams { get; init; } = 64;

    /// <summary>The most events that wait for an instance.</summary>
    public int BufferEvents { get; init; } = 1024;

    /// <summary>The most bytes that wait for an instance.</summary>
    public long BufferBytes { get; init; } = 64L << 20;

    /// <summary>The largest payload that an opening may name, bytes.</summary>
    public int MaximumPayload { get; init; } = 16 << 20;

    /// <summary>How long a connection may stay silent before its opening.</summary>
    public TimeSpan HandshakeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance may take until it is ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an instance may take to end, and a producer to take its report.</summary>
    public TimeSpan EndLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>As arguments: socket, executable, function, streams, buffered events and bytes, largest payload.
    /// </summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        SocketPath, HostExecutable, Function, Text(MaximumStreams), Text(BufferEvents), Text(BufferBytes),
        Text(MaximumPayload),
    ];

    /// <summary>The options in those arguments.</summary>
    /// <exception cref="ArgumentException">There are not seven.</exception>
    /// <exception cref="FormatException">A limit is not a number.</exception>
    public static ControlOptions Parse(string[] arguments) => arguments.Length != 7
        ? throw new ArgumentException(
            "arguments: SOCKET EXECUTABLE FUNCTION MAX-STREAMS BUFFER-EVENTS BUFFER-BYTES MAX-PAYLOAD")
        : new ControlOptions
        {
            SocketPath = arguments[0],
            HostExecutable = arguments[1],
            Function = arguments[2],
            MaximumStreams = int.Parse(arguments[3], CultureInfo.InvariantCulture),
            BufferEvents = int.Parse(arguments[4], CultureInfo.InvariantCulture),
            BufferBytes = long.Parse(arguments[5], CultureInfo.InvariantCulture),
            MaximumPayload = int.Parse(arguments[6], CultureInfo.InvariantCulture),
        };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

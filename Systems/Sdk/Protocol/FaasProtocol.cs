namespace Eval.Systems.Sdk.Protocol;

/// <summary>Routes and headers by which a FaaS's client, gateway and function host speak over HTTP/1.1.</summary>
public static class FaasProtocol
{
    /// <summary>POST: one event; its payload is the body, the answer an <see cref="EventBody"/> of its outputs.
    /// </summary>
    public const string EventRoute = "/event";

    /// <summary>POST: a whole stream as an <see cref="EventBody"/>; the answer streams the outputs.</summary>
    public const string BatchRoute = "/batch";

    /// <summary>GET, at the host: an <see cref="EventBody"/> with one event per stream that the instance served. Its
    /// header <see cref="StreamHeader"/> names the stream, its payload is the function's trailer.</summary>
    public const string TrailersRoute = "/trailers";

    /// <summary>GET, at the gateway: the instances that exist now.</summary>
    public const string InstancesRoute = "/instances";

    /// <summary>POST, at the gateway: end of the stream in <see cref="StreamHeader"/>. Scales to zero, waits until the
    /// last instance is reaped, and answers with the account.</summary>
    public const string ScaleToZeroRoute = "/scale-to-zero";

    /// <summary>The stream that a request belongs to.</summary>
    public const string StreamHeader = "eval-stream";

    /// <summary>The event's position in its stream.</summary>
    public const string SequenceHeader = "eval-sequence";

    /// <summary>How many events the producer will send.</summary>
    public const string ExpectedEventsHeader = "eval-expected-events";

    /// <summary>One header of an event, repeated: name=value, both percent-encoded.</summary>
    public const string EventHeader = "eval-event-header";

    /// <summary>The most characters of a reason that a refusal carries as its body.</summary>
    public const int LongestReason = 2_000;
}

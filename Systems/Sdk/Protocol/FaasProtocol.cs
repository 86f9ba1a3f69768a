namespace Eval.Systems.Sdk.Protocol;

/// <summary>Routes and headers by which a FaaS's client, gateway and function host speak over HTTP/1.1.</summary>
public static class FaasProtocol
{
    /// <summary>POST: one event, as a CloudEvent in binary mode (<see cref="CloudEventHeader"/>). The answer is its
    /// output as a CloudEvent, 204 where it has none, or several as an <see cref="EventBody"/>.</summary>
    public const string EventRoute = "/event";

    /// <summary>POST: a whole stream as an <see cref="EventBody"/>; the answer streams the outputs.</summary>
    public const string BatchRoute = "/batch";

    /// <summary>POST: an event behind those before it that its state is made from, as an <see cref="EventBody"/>; the
    /// answer has the outputs of the last alone.</summary>
    public const string ReplayRoute = "/replay";

    /// <summary>GET, at the host: 200 without a body once it can serve (a readiness probe).</summary>
    public const string ReadyRoute = "/ready";

    /// <summary>GET, at the host: an <see cref="EventBody"/> with one event per stream that the instance served. Its
    /// header <see cref="StreamHeader"/> names the stream, its payload is the function's trailer.</summary>
    public const string TrailersRoute = "/trailers";

    /// <summary>GET, at the gateway: the instances that exist now.</summary>
    public const string InstancesRoute = "/instances";

    /// <summary>POST, at the gateway: end of the stream in <see cref="StreamHeader"/>. Ends every instance, waits until
    /// the last is reaped and those that must always be there are ready anew, and answers with the account.</summary>
    public const string EndRoute = "/end-of-stream";

    /// <summary>The stream that a request belongs to.</summary>
    public const string StreamHeader = "eval-stream";

    /// <summary>How many events the producer will send.</summary>
    public const string ExpectedEventsHeader = "eval-expected-events";

    /// <summary>One header of an event, repeated: name=value, both percent-encoded. (The names of a CloudEvent's own
    /// extensions have letters and digits alone.)</summary>
    public const string EventHeader = "eval-event-header";

    /// <summary>In the gateway's answers: the instance that served the request.</summary>
    public const string InstanceHeader = "eval-instance";

    /// <summary>In a host's answers: requests to the store of its state, and bytes of state read and written, for this
    /// event; absent where it has no store.</summary>
    public const string StateHeader = "eval-state";

    /// <summary>The content type of an <see cref="EventBody"/>.</summary>
    public const string EventsContentType = "application/vnd.eval.events";

    /// <summary>The most characters of a reason that a refusal carries as its body.</summary>
    public const int LongestReason = 2_000;
}

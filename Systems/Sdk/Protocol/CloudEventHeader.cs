namespace Eval.Systems.Sdk.Protocol;

/// <summary>The headers of a CloudEvent in HTTP's binary mode: the event's attributes are headers, its data is the body
/// (CloudEvents 1.0.2, HTTP Protocol Binding, Section 3.1).</summary>
public static class CloudEventHeader
{
    /// <summary>The version of CloudEvents, required: <see cref="Version"/>.</summary>
    public const string SpecVersion = "ce-specversion";

    /// <summary>The event's identity, required; with its source it is unique.</summary>
    public const string Id = "ce-id";

    /// <summary>Where the event comes from, required: a URI reference.</summary>
    public const string Source = "ce-source";

    /// <summary>What kind of event it is, required.</summary>
    public const string Type = "ce-type";

    /// <summary>The event's position in its stream (the extension "sequence"): decimal digits, padded with zeros so
    /// that their order as text is their order.</summary>
    public const string Sequence = "ce-sequence";

    /// <summary>The version of CloudEvents that is spoken.</summary>
    public const string Version = "1.0";

    /// <summary>The type of an event that a producer sends.</summary>
    public const string InputType = "eval.input";

    /// <summary>The type of an event that a function makes.</summary>
    public const string OutputType = "eval.output";

    /// <summary>The content type of data that nobody says anything of.</summary>
    public const string Bytes = "application/octet-stream";

    /// <summary>How <see cref="Sequence"/> is written.</summary>
    public const string SequenceFormat = "D10";

    /// <summary>The source of a stream's events.</summary>
    public static string SourceOf(string streamId) => $"/streams/{streamId}";
}

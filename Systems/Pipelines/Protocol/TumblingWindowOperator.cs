namespace Eval.Systems.Pipelines.Protocol;

/// <summary>
/// Counts events by key in windows of event time [i·L, (i+1)·L), L = <paramref name="LengthMs"/>. The watermark is the
/// highest event time seen, less <paramref name="LatenessMs"/>. A window closes when the watermark reaches its end, or
/// at the end of the stream; then each key in it gives one event. An event whose window has closed is late: it is
/// dropped and counted. A window without events gives nothing.
/// </summary>
/// <param name="KeyHeader">The event header that holds the key.</param>
/// <param name="TimeHeader">The event header that holds the event time, decimal milliseconds.</param>
/// <param name="LengthMs">How long a window is.</param>
/// <param name="LatenessMs">How far an event may come behind the latest one and still be on time.</param>
public sealed record TumblingWindowOperator(string KeyHeader, string TimeHeader, long LengthMs, long LatenessMs)
    : OperatorDefinition
{
    /// <summary>The header of a result that holds its window's first millisecond.</summary>
    public const string StartHeader = "window-start-ms";

    /// <summary>The header of a result that holds the first millisecond after its window.</summary>
    public const string EndHeader = "window-end-ms";
}

namespace Eval.Systems.Sdk.Protocol;

/// <summary>What an instance tells of its start.</summary>
/// <param name="ProcessId">Its process, as it sees itself.</param>
/// <param name="MainEnteredNs">When its main was entered, MonotonicClock nanoseconds.</param>
/// <param name="ReadyNs">When it was ready for its first event, MonotonicClock nanoseconds.</param>
public readonly record struct Greeting(int ProcessId, long MainEnteredNs, long ReadyNs)
{
    /// <summary>The greeting in that frame.</summary>
    /// <exception cref="ProtocolException">It is malformed.</exception>
    public static Greeting Read(Frame frame)
    {
        var cursor = new Cursor(frame.Body.Span);
        var greeting = new Greeting(cursor.Int32(), cursor.Int64(), cursor.Int64());
        cursor.ExpectEnd();
        return greeting;
    }
}

namespace Eval.Systems.Sdk.Protocol;

/// <summary>The first frame of a stream.</summary>
/// <param name="StreamId">Unique on its runtime, at most 64 characters.</param>
/// <param name="MaximumPayload">The largest payload that either side will send, bytes.</param>
/// <param name="Parameters">Name and value of each parameter of the function.</param>
public sealed record Opening(
    string StreamId, int MaximumPayload, IReadOnlyCollection<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The opening in that frame.</summary>
    /// <exception cref="ProtocolException">It is not one, or its identity or bound is out of range.</exception>
    public static Opening Read(Frame frame)
    {
        if (frame.Type != FrameType.Open)
        {
            throw new ProtocolException(ProtocolError.UnexpectedFrame, $"{frame.Type} where Open is due");
        }

        var cursor = new Cursor(frame.Body.Span);
        var maximumPayload = cursor.Int32();
        var opening = new Opening(cursor.Text(), maximumPayload, cursor.Pairs());
        cursor.ExpectEnd();
        return maximumPayload > 0 && opening.StreamId.Length is > 0 and <= 64
            ? opening
            : throw new ProtocolException(ProtocolError.Malformed, "an opening without an identity or a bound");
    }
}

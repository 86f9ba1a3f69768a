namespace Eval.Systems.Sdk.Protocol;

/// <summary>The first frame of a stream.</summary>
/// <param name="StreamId">Unique on its runtime: 1 to 64 of [A-Za-z0-9._-], the first a letter or digit.</param>
/// <param name="Function">The deployed function's name, at most 63 characters; empty: the only one.</param>
/// <param name="MaximumPayload">The largest payload that either side will send, 1 to
/// <see cref="Wire.LargestPayload"/> bytes.</param>
/// <param name="Parameters">Name and value of each parameter of the function.</param>
public sealed record Opening(
    string StreamId, string Function, int MaximumPayload, IReadOnlyCollection<KeyValuePair<string, string>> Parameters)
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
        var opening = new Opening(cursor.Text(), cursor.Text(), maximumPayload, cursor.Pairs());
        cursor.ExpectEnd();
        return maximumPayload is > 0 and <= Wire.LargestPayload && IsName(opening.StreamId, 64)
            && (opening.Function.Length == 0 || IsName(opening.Function, 63))
            ? opening
            : throw new ProtocolException(
                ProtocolError.Malformed, "an opening whose identity, function or bound is out of range");
    }

    /// <summary>Whether a name is safe in paths, subjects and labels.</summary>
    public static bool IsName(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}

using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>Why a stream is not taken. One that is given often is kept, so that its report is written once.</summary>
internal sealed class Refusal(StreamEnd end)
{
    private byte[]? _report;

    /// <summary>A rejection.</summary>
    public Refusal(EndCode code, string reason)
        : this(StreamEnd.Rejected(code, reason))
    {
    }

    /// <summary>How the stream ends.</summary>
    public StreamEnd End => end;

    /// <summary>All that a producer gets: preamble and report.</summary>
    public ReadOnlySpan<byte> Report =>
        _report ??= Reply.FramesOf(new EndedStream { End = end }.Summary(), greeted: false);
}

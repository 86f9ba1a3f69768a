using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Gives each input that many times, with one byte behind it that says which time it is.</summary>
internal sealed class Repeating(int times) : ISynchronousStreamFunction
{
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context) =>
        from item in input
        let kept = item.Payload.ToArray()
        from time in Enumerable.Range(0, times)
        select new StreamEvent(item.Sequence, (byte[])[.. kept, (byte)time]);
}

using Eval.Systems.Sdk;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Takes one event, and no more until it is let go.</summary>
internal sealed class Stuck(ManualResetEventSlim release) : ISynchronousStreamFunction
{
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
    {
        foreach (var item in input)
        {
            yield return item;
            release.Wait();
        }
    }
}

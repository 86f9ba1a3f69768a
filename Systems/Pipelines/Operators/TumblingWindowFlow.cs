using Akka;
using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The window operator over a stream: an element that closes windows is followed by theirs.</summary>
internal static class TumblingWindowFlow
{
    /// <summary>Its blueprint, with no window open.</summary>
    public static Flow<Element, Element, NotUsed> Create(TumblingWindowOperator definition, LateEvents late)
    {
        var windows = new TumblingWindows(definition, late);
        return Flow.Create<Element>().SelectMany(element =>
            element.IsEnd ? windows.CloseAll().Append(element) : windows.Add(element));
    }
}

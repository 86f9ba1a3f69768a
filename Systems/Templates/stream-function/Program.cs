using System.Text;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;

return FunctionHost.Run(() => new Upper());

/// <summary>Upper-cases each event. An instance serves one stream, so its variables are the stream's state.</summary>
internal sealed class Upper : ISynchronousStreamFunction
{
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
    {
        var count = 0;
        foreach (var item in input)
        {
            var text = $"{++count}: {Encoding.UTF8.GetString(item.Payload.Span).ToUpperInvariant()}";
            yield return item with { Payload = Encoding.UTF8.GetBytes(text) };
        }
    }
}

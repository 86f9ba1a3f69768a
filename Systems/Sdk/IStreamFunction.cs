namespace Eval.Systems.Sdk;

/// <summary>A stream function (paper, Section 4): iterator in, iterator out, one invocation per stream.</summary>
public interface IStreamFunction
{
    /// <summary>Handles a whole stream. Pulling the next input waits for it; the iterator ends when the producer
    /// closes. The method's own variables are the stream's state.</summary>
    IAsyncEnumerable<StreamEvent> RunAsync(IAsyncEnumerable<StreamEvent> input, StreamContext context);
}

namespace Eval.Systems.Sdk;

/// <summary>A stream function over blocking iterators: the same contract as <see cref="IStreamFunction"/>, without a
/// thread pool between the transport and the function, which costs least at a cold start.</summary>
public interface ISynchronousStreamFunction
{
    /// <summary>Handles a whole stream; pulling the next input blocks until it is there or the producer closes.
    /// </summary>
    IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context);
}

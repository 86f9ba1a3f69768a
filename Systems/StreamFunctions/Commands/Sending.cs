using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>
/// A producer for people: it blocks where the server holds it back, so that input of any length goes through a bounded
/// amount of memory.
/// </summary>
/// <param name="connect">Connects to a control plane.</param>
/// <param name="opening">The stream's first frame.</param>
internal sealed class Sending(Func<StreamSocket> connect, Opening opening)
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    private readonly FrameBuilder _frames = new();

    /// <summary>Sends all events, and gives the outputs to <paramref name="output"/> meanwhile, on a thread of its own.
    /// </summary>
    /// <returns>The report.</returns>
    /// <exception cref="IOException">The connection broke, and no report came.</exception>
    /// <exception cref="ProtocolException">What answers is no control plane.</exception>
    public async Task<StreamSummary> RunAsync(
        IEnumerable<ReadOnlyMemory<byte>> payloads, Action<ReadOnlyMemory<byte>> output)
    {
        using var socket = connect();
        var report = Task.Factory.StartNew(
            () => Read(socket, output), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            socket.Send(_frames.Clear().Preamble().Open(opening).Written, [], wait: true);
            var sequence = 0L;
            foreach (var payload in payloads.TakeWhile(_ => !report.IsCompleted))
            {
                var item = new StreamEvent(sequence++, payload);
                socket.Send(_frames.Clear().EventHead(FrameType.Event, item).Written, payload.Span, wait: true);
            }

            socket.Send(_frames.Clear().Control(FrameType.End, []).Written, [], wait: true);
        }
        catch (IOException)
        {
            // The report, if one comes, says why.
        }

        try
        {
            return await report.ConfigureAwait(false);
        }
        catch (IOException) when (Outcome.Ask(connect, opening.StreamId, AskLimit) is { } told)
        {
            // Where a connection was handed to the instance, a cut frame may have left no room for the report.
            return told;
        }
    }

    private StreamSummary Read(StreamSocket socket, Action<ReadOnlyMemory<byte>> output)
    {
        var reader = new FrameReader(opening.MaximumPayload);
        while (true)
        {
            while (reader.TryTake(out var frame))
            {
                switch (frame.Type)
                {
                    case FrameType.Report:
                        return StreamSummary.Read(frame.Body.Span);
                    case FrameType.Output:
                        output(EventFrame.Read(frame).Payload);
                        break;
                    case FrameType.Accepted or FrameType.Trailer:
                        break;
                    default:
                        throw new ProtocolException(
                            ProtocolError.UnexpectedFrame, $"{frame.Type} from the control plane");
                }
            }

            var count = socket.Receive(reader.Space(), wait: true);
            if (count == 0)
            {
                throw new IOException("the connection ended without a report");
            }

            reader.Arrived(count);
        }
    }
}

using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Sends with each event those before it that the function's state is made from. The producer has them: their
/// payloads stay valid until the stream has finished.</summary>
/// <param name="connection">The stream's.</param>
/// <param name="dialect">How its requests are made.</param>
/// <param name="window">How many before each, at most.</param>
internal sealed class FaasReplay(HttpStreamConnection connection, FaasDialect dialect, int window)
{
    private readonly StreamEvent[] _events = new StreamEvent[connection.Request.Events];
    private int _count;

    /// <summary>Sends one event, which comes after all before it.</summary>
    public Task PostAsync(StreamEvent item)
    {
        if (_count == _events.Length)
        {
            connection.Tally.Fail(StreamOutcome.Failed, $"more than the {_events.Length} events announced");
            return Task.CompletedTask;
        }

        _events[_count++] = item;
        var from = Math.Max(0, _count - 1 - window);
        var sent = new ArraySegment<StreamEvent>(_events, from, _count - from);
        return connection.PostAsync(item, dialect.ReplayRequest(new HttpBatchContent(sent, connection.Tally)));
    }
}

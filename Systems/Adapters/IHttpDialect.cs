using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>How one kind of function is spoken to over HTTP: what differs behind the same connection.</summary>
internal interface IHttpDialect
{
    /// <summary>A request that carries one event.</summary>
    HttpRequestMessage EventRequest(StreamEvent item);

    /// <summary>A request that carries the whole stream.</summary>
    HttpRequestMessage BatchRequest(HttpContent content);

    /// <summary>The outputs in the answer to that event.</summary>
    IReadOnlyList<StreamEvent> Outputs(long sequence, HttpResponseMessage answer, byte[] body);

    /// <summary>What the answer tells beside its outputs.</summary>
    AnswerHead HeadOf(HttpResponseMessage answer);

    /// <summary>Why a request was refused, after its status.</summary>
    Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation);

    /// <summary>The text without what no output may show.</summary>
    string Redact(string text);

    /// <summary>Ends the stream at the other side, and completes what the client's side knows of it.</summary>
    Task<StreamReport> EndAsync(HttpClient client, StreamTally tally);
}

using System.Globalization;
using System.Net.Http.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Faas;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>How one stream speaks to our own gateway: CloudEvents in binary mode, and an account at the end.</summary>
/// <param name="gateway">Where it is.</param>
/// <param name="stream">The stream.</param>
/// <param name="isSticky">Whether the stream's state is in the memory of one instance.</param>
internal sealed class FaasDialect(Uri gateway, StreamRequest stream, bool isSticky = false) : IHttpDialect
{
    // Instances that must always be there start anew meanwhile.
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly string _source = CloudEventHeader.SourceOf(stream.StreamId);

    /// <inheritdoc />
    public HttpRequestMessage EventRequest(StreamEvent item)
    {
        var content = new ReadOnlyMemoryContent(item.Payload);
        content.Headers.TryAddWithoutValidation("Content-Type", CloudEventHeader.Bytes);
        var message = Post(FaasProtocol.EventRoute, content);
        var headers = message.Headers;
        headers.TryAddWithoutValidation(CloudEventHeader.SpecVersion, CloudEventHeader.Version);
        headers.TryAddWithoutValidation(CloudEventHeader.Type, CloudEventHeader.InputType);
        headers.TryAddWithoutValidation(CloudEventHeader.Source, _source);
        headers.TryAddWithoutValidation(
            CloudEventHeader.Id, item.Sequence.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(
            CloudEventHeader.Sequence,
            item.Sequence.ToString(CloudEventHeader.SequenceFormat, CultureInfo.InvariantCulture));
        foreach (var (name, value) in item.Headers)
        {
            headers.TryAddWithoutValidation(FaasProtocol.EventHeader, EventHeaderText.Format(name, value));
        }

        return message;
    }

    /// <inheritdoc />
    public HttpRequestMessage BatchRequest(HttpContent content) => Post(FaasProtocol.BatchRoute, content);

    /// <summary>A request that carries one event behind those before it.</summary>
    public HttpRequestMessage ReplayRequest(HttpContent content) => Post(FaasProtocol.ReplayRoute, content);

    /// <inheritdoc />
    public IReadOnlyList<StreamEvent> Outputs(long sequence, HttpResponseMessage answer, byte[] body) =>
        FaasAnswer.Outputs(answer, body);

    /// <inheritdoc />
    public AnswerHead HeadOf(HttpResponseMessage answer)
    {
        var headers = answer.Headers.NonValidated;
        return new AnswerHead(
            headers.TryGetValues(FaasProtocol.InstanceHeader, out var instance) ? instance.ToString() : null,
            headers.TryGetValues(FaasProtocol.StateHeader, out var state)
                ? StateTraffic.Parse(state.ToString())
                : default);
    }

    /// <inheritdoc />
    public Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        answer.Content.ReadAsStringAsync(cancellation);

    /// <inheritdoc />
    public string Redact(string text) => text;

    /// <inheritdoc />
    public async Task<StreamReport> EndAsync(HttpClient client, StreamTally tally)
    {
        var account = await AccountAsync(client, tally);
        if (isSticky && tally.Answered is [var first, .., var last])
        {
            tally.Fail(
                StreamOutcome.Failed,
                $"the state in the memory of instance {first} was lost: {last} went on without it");
        }

        return FaasReport.Of(stream, tally.ToReport(), account);
    }

    private async Task<GatewayAccount?> AccountAsync(HttpClient client, StreamTally tally)
    {
        using var limit = new CancellationTokenSource(EndLimit);
        using var message = Post(FaasProtocol.EndRoute, content: null);
        try
        {
            using var response = await client.SendAsync(message, limit.Token);
            return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(
                AccountJson.Default.GatewayAccount, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            tally.Fail(StreamOutcome.Failed, $"the gateway gave no account: {failure.Message}");
            return null;
        }
    }

    private HttpRequestMessage Post(string route, HttpContent? content)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, route)) { Content = content };
        message.Headers.TryAddWithoutValidation(FaasProtocol.StreamHeader, stream.StreamId);
        message.Headers.TryAddWithoutValidation(
            FaasProtocol.ExpectedEventsHeader, stream.Events.ToString(CultureInfo.InvariantCulture));
        return message;
    }
}

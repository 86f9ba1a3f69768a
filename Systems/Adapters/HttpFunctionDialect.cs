using System.Net.Http.Headers;
using System.Text;
using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>How one stream speaks to anybody's function: its URL, a credential, the answer's body as the output.
/// </summary>
internal sealed class HttpFunctionDialect(Uri url, HttpCredential credential, StreamRequest stream) : IHttpDialect
{
    private const int RefusalCharacters = 300;

    /// <inheritdoc />
    public HttpRequestMessage EventRequest(StreamEvent item)
    {
        var message = MessageOf(new ReadOnlyMemoryContent(item.Payload));
        HttpEventHeaders.Add(message.Headers, stream, item.Sequence);
        return message;
    }

    /// <inheritdoc />
    public HttpRequestMessage BatchRequest(HttpContent content) => MessageOf(content);

    /// <inheritdoc />
    public IReadOnlyList<StreamEvent> Outputs(long sequence, HttpResponseMessage answer, byte[] body) =>
        [new StreamEvent(sequence, body)];

    /// <summary>Nobody tells.</summary>
    public AnswerHead HeadOf(HttpResponseMessage answer) => default;

    /// <summary>Where it redirects to, or the first words of its body, of which no more is read than that takes.
    /// </summary>
    public async Task<string> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.Headers.Location is { } elsewhere)
        {
            return $"a redirect to {elsewhere.OriginalString.Split('?', '#')[0]}, which is not followed";
        }

        var bytes = new byte[RefusalCharacters + credential.LongestSecret];
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var words = credential.Redact(Encoding.Latin1.GetString(bytes, 0, count), RefusalCharacters);
        return string.Concat(words.Where(letter => !char.IsControl(letter)));
    }

    /// <inheritdoc />
    public string Redact(string text) => credential.Redact(text);

    /// <summary>Nothing of the stream is known at the other side.</summary>
    public Task<StreamReport> EndAsync(HttpClient client, StreamTally tally) => Task.FromResult(tally.ToReport());

    private HttpRequestMessage MessageOf(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        message.Headers.Authorization = credential.Header;
        return message;
    }
}

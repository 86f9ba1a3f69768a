using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>
/// Any function that answers at a URL: Cloud Run functions, Knative, OpenFaaS, a Lambda URL. Nobody here sees its
/// instances or its clock, so that stamps are of the boundary, and of a start nothing is claimed.
/// </summary>
[SystemUnderTest("http-function", "a function by its URL: one POST per event, or one with the whole stream")]
[SystemOption("url", "where the function answers", Type = OptionType.Text,
    Form = "an http:// or https:// address without user, query and fragment, which results would show",
    Pattern = @"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~%/+-]*)?")]
[SystemOption("mode", "one request per event, or one with the whole stream as framed events",
    Choices = ["per-event", "batch"], Default = "per-event")]
[SystemOption("auth", "what the requests carry as their authorization",
    Choices = ["none", "bearer", "google-id-token"], Default = "none")]
[SystemOption("token", "the environment variable that holds the bearer token", IsOptional = true,
    OnlyIf = ["auth=bearer"], Type = OptionType.Text, Form = "the name of an environment variable",
    Pattern = "[A-Za-z_][A-Za-z0-9_]*")]
[SystemOption("audience", "whom the id token is made out to, where that is not the url", IsOptional = true,
    OnlyIf = ["auth=google-id-token"], Type = OptionType.Text, Form = "an audience without blanks", Pattern = "[!-~]+")]
[SystemOption("start", "whatever the platform behind the URL does; nothing is claimed",
    Choices = ["natural"], Default = "natural")]
[SystemRule("stateful=yes", "mode=batch", "each request of an event is alone")]
[SystemRule("auth=bearer", "token=*", "a token stands in an environment variable, never in a scenario")]
public sealed class HttpFunctionSystem : ISystemUnderTest
{
    /// <summary>The most connections of a stream at once; requests beyond wait here, in their order.</summary>
    internal const int MostConnections = 256;

    private const int UsualBodyBytes = 16 * 1024 * 1024;

    private readonly SystemConfiguration _configuration;
    private readonly HttpCredential _credential;
    private readonly bool _isBatch;

    /// <summary>Makes it; nothing is sent yet.</summary>
    public HttpFunctionSystem(SystemConfiguration configuration)
    {
        _configuration = configuration;
        _credential = HttpCredential.Of(configuration);
        _isBatch = configuration.Text("mode") == "batch";
        Traits = new SystemTraits(
            KeepsOrder: _isBatch, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: false,
            IsBatch: _isBatch, HasInstances: false);
    }

    /// <inheritdoc />
    public SystemTraits Traits { get; }

    private Uri Url => Uri.TryCreate(_configuration.Text("url"), UriKind.Absolute, out var url)
        ? url
        : throw new SystemUnavailableException($"'{_configuration.Text("url")}' is no address");

    /// <summary>Obtains the credential, and warms the client up without a request to the function, whose cold start
    /// would be gone.</summary>
    /// <exception cref="SystemUnavailableException">There is no credential.</exception>
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var (steps, url) = (new DeploymentSteps(), Url);
        await _credential.RefreshAsync(cancellation);
        steps.Ended("credential ready");
        await HttpFunctionWarmUp.RunAsync(echo => StreamTo(echo, HttpCredential.None), cancellation);
        steps.Ended("client warmed up against an echo on loopback");
        if (url.Scheme == Uri.UriSchemeHttps)
        {
            await HttpFunctionWarmUp.ShakeHandsAsync(url, cancellation);
            steps.Ended("TLS handshake, without a request");
        }

        return new Deployment { Steps = steps.All, Facts = HttpFunctionFacts.Of(url, _isBatch) };
    }

    /// <summary>Nobody sees the instances. It is called between streams, when nothing is measured: a token that is
    /// about to expire is replaced now.</summary>
    public async Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation)
    {
        await _credential.RefreshAsync(cancellation);
        return [];
    }

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        StreamTo(Url, _credential)(request, observer);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Func<StreamRequest, IStreamObserver, IStreamUnderTest> StreamTo(Uri url, HttpCredential credential) =>
        (request, observer) =>
        {
            var maxBodyBytes = (int)Math.Min(int.MaxValue, Math.Max(UsualBodyBytes, 4L * request.LargestPayload));
            var connection = new HttpStreamConnection(
                HttpStreamConnection.ClientFor(maxBodyBytes, useProxy: !url.IsLoopback, MostConnections),
                new HttpFunctionDialect(url, credential, request),
                request,
                observer);
            return _isBatch ? new HttpBatchStream(connection) : new HttpEventStream(connection);
        };
}

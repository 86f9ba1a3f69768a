using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Eval.Systems.Abstractions;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Goal: Google's own library obtains the id token that a function sees. Method: a service account's key file
/// whose token endpoint is a local server.</summary>
public sealed class GoogleIdTokenTests
{
    [Fact]
    public async Task The_function_sees_an_id_token_made_out_to_its_address()
    {
        var token = Jwt(new { aud = "x", exp = 4_102_444_800L, iat = 1L });
        using var issuer = new LocalFunction(request => request.Path == "/token"
            ? LocalAnswer.Of(200, $$"""{"id_token":"{{token}}"}""", "content-type: application/json\r\n")
            : LocalAnswer.Of(404, []));
        var seen = "";
        using var function = new LocalFunction(request =>
        {
            seen = request.Headers["authorization"];
            return LocalAnswer.Of(200, Streams.Grey(request.Body));
        });
        var keyFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            keyFile, KeyFile($"{issuer.Url}token"), TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS", keyFile);
        await using var system = Streams.SystemOf(
            "http-function", Path.GetTempPath(), ("url", function.Url), ("auth", "google-id-token"));

        await system.DeployAsync(TestContext.Current.CancellationToken);
        var report = await Streams.RunAsync(system, new RecordingObserver(), 3, TimeSpan.FromSeconds(30));

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        seen.ShouldBe($"Bearer {token}");
        issuer.Requests.ShouldBe(1, "a token is kept until it is about to expire");
        File.Delete(keyFile);
    }

    private static string KeyFile(string tokenUri)
    {
        using var key = RSA.Create(2048);
        return JsonSerializer.Serialize(new
        {
            type = "service_account",
            project_id = "tests",
            private_key_id = "1",
            private_key = key.ExportPkcs8PrivateKeyPem(),
            client_email = "eval@tests.invalid",
            client_id = "1",
            token_uri = tokenUri,
        });
    }

    private static string Jwt(object claims) =>
        $"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(claims)}.c2lnbmF0dXJl";

    private static string Part(object value) => Convert.ToBase64String(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

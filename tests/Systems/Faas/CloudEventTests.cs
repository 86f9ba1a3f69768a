using System.Net;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using Eval.Systems.Sdk.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: the platform speaks CloudEvents in HTTP's binary mode as others do. Method: the CNCF's own package on
/// the other side of the real gateway and host.</summary>
public sealed class CloudEventTests
{
    private static readonly JsonEventFormatter Formatter = new();

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_package_sends_is_served_and_what_comes_back_the_package_reads()
    {
        await using var rig = await GatewayRig.StartAsync(_cancellation);
        using var content = Event().ToHttpContent(ContentMode.Binary, Formatter);
        using var answer = await rig.Client.PostAsync(
            new Uri(FaasProtocol.EventRoute, UriKind.Relative), content, _cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(_cancellation));
        answer.IsCloudEvent().ShouldBeTrue();
        var output = await answer.ToCloudEventAsync(Formatter);
        output.SpecVersion.ShouldBe(CloudEventsSpecVersion.V1_0);
        output.Id.ShouldBe("a b/ü");
        output.Source.ShouldBe(new Uri("https://cameras.example/7/functions/grayscale"));
        output.Type.ShouldBe("eval.output");
        output["sequence"].ShouldBe("0000000041");
        output.DataContentType.ShouldBe("application/octet-stream");
        output.Data.ShouldBeOfType<byte[]>().ShouldBe([20, 20, 20]);
    }

    [Fact]
    public async Task Structured_mode_is_refused_with_its_reason()
    {
        await using var rig = await GatewayRig.StartAsync(_cancellation);
        using var content = Event().ToHttpContent(ContentMode.Structured, Formatter);
        using var answer = await rig.Client.PostAsync(
            new Uri(FaasProtocol.EventRoute, UriKind.Relative), content, _cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync(_cancellation)).ShouldBe("CloudEvents are taken in binary mode alone");
    }

    [Theory]
    [InlineData(CloudEventHeader.SpecVersion, null, "ce-specversion is missing: no CloudEvent in binary mode")]
    [InlineData(CloudEventHeader.SpecVersion, "0.3", "CloudEvents 1.0 are spoken here, not 0.3")]
    [InlineData(CloudEventHeader.Id, null, "ce-id is missing: no CloudEvent in binary mode")]
    [InlineData(CloudEventHeader.Source, null, "ce-source is missing: no CloudEvent in binary mode")]
    [InlineData(CloudEventHeader.Type, null, "ce-type is missing: no CloudEvent in binary mode")]
    [InlineData(CloudEventHeader.Sequence, "-1", "ce-sequence cannot be '-1'")]
    public async Task A_required_attribute_that_is_missing_or_wrong_is_named(
        string header, string? value, string reason)
    {
        await using var rig = await GatewayRig.StartAsync(_cancellation);
        using var content = Event().ToHttpContent(ContentMode.Binary, Formatter);
        content.Headers.Remove(header);
        if (value is not null)
        {
            content.Headers.Add(header, value);
        }

        using var answer = await rig.Client.PostAsync(
            new Uri(FaasProtocol.EventRoute, UriKind.Relative), content, _cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(_cancellation)).ShouldBe(reason);
    }

    private static CloudEvent Event() => new()
    {
        Id = "a b/ü",
        Source = new Uri("https://cameras.example/7"),
        Type = "example.frame",
        ["sequence"] = "41",
        DataContentType = "application/octet-stream",
        Data = new byte[] { 10, 20, 30 },
    };
}

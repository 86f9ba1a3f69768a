using System.Globalization;
using System.Net.Http.Json;
using Eval.Systems.Adapters;
using Eval.Systems.Faas;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Systems.Faas;

/// <summary>A real gateway with nothing in front of it, so that a test sees each answer.</summary>
internal sealed class GatewayRig : IAsyncDisposable
{
    private readonly ControlProcess _gateway;
    private readonly string _workspace;

    private GatewayRig(ControlProcess gateway, string workspace, string owner)
    {
        (_gateway, _workspace, Owner) = (gateway, workspace, owner);
        Client = new HttpClient { BaseAddress = new Uri(gateway.Detail.Split(' ')[0]) };
    }

    public HttpClient Client { get; }

    /// <summary>The label of its boxes.</summary>
    public string Owner { get; }

    public int ProcessId => _gateway.ProcessId;

    public static async Task<GatewayRig> StartAsync(
        CancellationToken cancellation, string? host = null, Isolation isolation = Isolation.Process, int queue = 1024,
        int maxInstances = 1, double idleSeconds = 60, double startSeconds = 20)
    {
        var workspace = Directory.CreateTempSubdirectory("evg-").FullName;
        var owner = $"eval-test-{Guid.NewGuid():N}"[..20];
        var box = new BoxPolicy(isolation, new SandboxSettings { Owner = owner });
        try
        {
            var gateway = await ControlProcess.StartAsync(
                "Eval.Systems.Faas",
                [
                    "--host", host ?? Path.Combine(AppContext.BaseDirectory, "Eval.Systems.FaasHost"),
                    "--function", "grayscale",
                    "--workspace", workspace,
                    "--box", box.Encode(),
                    "--max-body", "4000000",
                    "--queue", Text(queue),
                    "--concurrency", "1",
                    "--min-instances", "0",
                    "--max-instances", Text(maxInstances),
                    "--idle-timeout", Text(idleSeconds),
                    "--start-timeout", Text(startSeconds),
                ],
                cancellation);
            return new GatewayRig(gateway, workspace, owner);
        }
        catch
        {
            Directory.Delete(workspace, recursive: true);
            throw;
        }
    }

    /// <summary>Sends one event.</summary>
    public async Task<HttpResponseMessage> PostAsync(long sequence, byte[] payload, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, FaasProtocol.EventRoute)
        {
            Content = new ByteArrayContent(payload),
        };
        message.Headers.Add(CloudEventHeader.SpecVersion, CloudEventHeader.Version);
        message.Headers.Add(CloudEventHeader.Type, CloudEventHeader.InputType);
        message.Headers.Add(CloudEventHeader.Source, "/tests");
        message.Headers.Add(CloudEventHeader.Id, sequence.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add(CloudEventHeader.Sequence, sequence.ToString(CultureInfo.InvariantCulture));
        return await Client.SendAsync(message, cancellation);
    }

    public async Task<IReadOnlyList<InstanceAccount>> InstancesAsync(CancellationToken cancellation) =>
        (await Client.GetFromJsonAsync(
            FaasProtocol.InstancesRoute, AccountJson.Default.IReadOnlyListInstanceAccount, cancellation))!;

    /// <summary>Waits until so many instances exist; whoever calls bounds the time.</summary>
    public async Task<IReadOnlyList<InstanceAccount>> AwaitInstancesAsync(
        Func<IReadOnlyList<InstanceAccount>, bool> holds, CancellationToken cancellation)
    {
        while (true)
        {
            var instances = await InstancesAsync(cancellation);
            if (holds(instances))
            {
                return instances;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _gateway.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

using Docker.DotNet;
using Docker.DotNet.Models;
using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Producing;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Ladder;

/// <summary>
/// The yardstick of the Docker rung: the same image with the same command, created and started by the Engine API alone,
/// answering its first frame over the same kind of socket. It has no limits, no labels and no control plane.
/// </summary>
internal sealed class BareContainers : IDisposable
{
    private const int LimitSeconds = 30;
    private const string SharedFolderInside = "/run/eval";
    private const string SocketVariable = "EVAL_SOCKET=";

    private readonly DockerClient _client;
    private readonly ContainerInspectResponse _model;
    private readonly Workspace _workspace;
    private readonly Frames _frames;
    private int _last;

    private BareContainers(
        DockerClient client, ContainerInspectResponse model, Workspace workspace, Frames frames)
    {
        _client = client;
        _model = model;
        _workspace = workspace;
        _frames = frames;
    }

    /// <summary>Takes image and command from the container that serves a stream of the rung right now.</summary>
    /// <exception cref="IOException">The engine does not answer, or the rung does not work.</exception>
    public static BareContainers Like(Rung rung, ControlPlane plane, Workspace workspace, Frames frames)
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } chosen
            ? chosen
            : "unix:///var/run/docker.sock";
        var client = new DockerClientConfiguration(
            new Uri(host), defaultTimeout: TimeSpan.FromSeconds(LimitSeconds)).CreateClient();
        using var producer = new Producer();
        producer.Begin(
            rung.SocketPath(plane.SocketPath), Openings.Next(rung.Name, events: 1), new StreamEvent(0, frames.Rgb(0)));
        _ = producer.Output();
        var model = Calling(async () =>
        {
            var found = await client.Containers.ListContainersAsync(new ContainersListParameters
            {
                Filters = new Dictionary<string, IDictionary<string, bool>>
                {
                    ["label"] = new Dictionary<string, bool> { [$"eval.owner={plane.Owner}"] = true },
                },
            });
            return await client.Containers.InspectContainerAsync(found.Single().ID);
        });
        producer.End();
        return new BareContainers(client, model, workspace, frames);
    }

    /// <summary>From the create call to the whole first output, milliseconds; then the container is removed.</summary>
    /// <exception cref="IOException">The engine refused, or the output is wrong.</exception>
    public double Measure(long number)
    {
        var folder = Directory.CreateDirectory(
            _workspace.PathOf($"bare-{Interlocked.Increment(ref _last)}")).FullName;
        using var producer = new Producer();
        var opening = Openings.Next(Rung.Function, events: 1);
        var startNs = MonotonicClock.NowNs;
        var listener = UnixConnection.Listen(Path.Combine(folder, SocketName), LimitSeconds);
        string? container = null;
        try
        {
            container = Calling(() => CreateAndStartAsync(folder));
            producer.Begin(
                UnixConnection.Accept(listener, LimitSeconds), opening, new StreamEvent(number, _frames.Rgb(number)));
            var output = producer.Output();
            var endNs = MonotonicClock.NowNs;
            return _frames.IsGrey(number, output.Payload.Span)
                ? (endNs - startNs) / 1e6
                : throw new IOException("a wrong output of the bare container");
        }
        finally
        {
            _ = LibC.close(listener);
            Remove(container);
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private string SocketName => Path.GetFileName(
        _model.Config.Env.First(text => text.StartsWith(SocketVariable, StringComparison.Ordinal)));

    private async Task<string> CreateAndStartAsync(string folder)
    {
        var created = await _client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = _model.Image,
            Cmd = _model.Config.Cmd,
            Env = _model.Config.Env,
            HostConfig = new HostConfig
            {
                NetworkMode = "none",
                Mounts = [new Mount { Type = "bind", Source = folder, Target = SharedFolderInside }],
            },
        });
        await _client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        return created.ID;
    }

    private void Remove(string? container)
    {
        if (container is not null)
        {
            Calling(async () =>
            {
                await _client.Containers.RemoveContainerAsync(
                    container, new ContainerRemoveParameters { Force = true });
                return true;
            });
        }
    }

    private static T Calling<T>(Func<Task<T>> call)
    {
        try
        {
            return call().GetAwaiter().GetResult();
        }
        catch (Exception failure) when (
            failure is DockerApiException or HttpRequestException or InvalidOperationException or TimeoutException)
        {
            throw new IOException($"the container engine: {failure.Message}", failure);
        }
    }
}

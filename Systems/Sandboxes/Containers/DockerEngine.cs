using System.Net;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>A Docker engine by its HTTP interface; the only file that calls the client library.</summary>
internal sealed class DockerEngine : IContainerEngine
{
    private const int KeptBytes = 4096;
    private const string UsualSocket = "unix:///var/run/docker.sock";

    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ImportLimit = TimeSpan.FromMinutes(2);

    private readonly Uri _address;
    private readonly DockerClient _client;
    private readonly TimeSpan _callLimit;

    /// <param name="address">Where it listens; null: DOCKER_HOST, or else the usual socket.</param>
    /// <param name="callLimit">How long a call may take that waits for nothing else; null: 30 s.</param>
    public DockerEngine(Uri? address, TimeSpan? callLimit = null)
    {
        _callLimit = callLimit ?? UsualLimit;
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        _address = address ?? new Uri(string.IsNullOrEmpty(host) ? UsualSocket : host);
        var way = _address.Scheme == "unix" ? new EngineSocket(_address.LocalPath) : null;
        _client = new DockerClientConfiguration(_address, way, Timeout.InfiniteTimeSpan).CreateClient();
    }

    public Task PingAsync(CancellationToken cancellation) =>
        CallAsync("ping", token => _client.System.PingAsync(token), cancellation: cancellation);

    public async Task<bool> HasImageAsync(string image, CancellationToken cancellation)
    {
        var found = false;
        await CallAsync("inspect an image", async token =>
        {
            try
            {
                await _client.Images.InspectImageAsync(image, token).ConfigureAwait(false);
                found = true;
            }
            catch (DockerImageNotFoundException)
            {
                // Then it has to be made.
            }
        }, cancellation: cancellation).ConfigureAwait(false);
        return found;
    }

    public async Task ImportAsync(string image, Stream archive, CancellationToken cancellation)
    {
        var failures = new FailureReports();
        await CallAsync(
            "make an image",
            token => _client.Images.CreateImageAsync(
                new ImagesCreateParameters { FromSrc = "-", Repo = image, Tag = "latest" },
                archive, new AuthConfig(), failures, token),
            ImportLimit, cancellation).ConfigureAwait(false);
        if (failures.First is { } failure)
        {
            throw new SandboxException($"the container engine cannot make an image: {failure}");
        }
    }

    public Task CreateAsync(ContainerRequest request) => CallAsync(
        "create a container",
        token => _client.Containers.CreateContainerAsync(ContainerParameters.Of(request), token));

    public Task StartAsync(string name) => CallAsync(
        "start a container",
        token => _client.Containers.StartContainerAsync(name, new ContainerStartParameters(), token));

    public Task WaitAsync(string name, CancellationToken cancellation) => CallAsync(
        "wait for a container",
        token => _client.Containers.WaitContainerAsync(name, token), Timeout.InfiniteTimeSpan, cancellation);

    public async Task<ContainerState> InspectAsync(string name)
    {
        ContainerState? state = null;
        await CallAsync("inspect a container", async token =>
        {
            var answer = await _client.Containers.InspectContainerAsync(name, token).ConfigureAwait(false);
            state = new ContainerState(
                answer.State.Pid > 0 ? (int)answer.State.Pid : null,
                (int)answer.State.ExitCode,
                answer.State.OOMKilled,
                new ContainerFacts(answer.ID, answer.Image, new DateTimeOffset(answer.Created.ToUniversalTime())));
        }).ConfigureAwait(false);
        return state!;
    }

    public async Task<string> ErrorTextAsync(string name)
    {
        var kept = new byte[2 * KeptBytes];
        var length = 0;
        await CallAsync("read a container's output", async token =>
        {
            using var output = await _client.Containers.GetContainerLogsAsync(
                name, tty: false, new ContainerLogsParameters { ShowStderr = true }, token).ConfigureAwait(false);
            while (true)
            {
                var part = await output.ReadOutputAsync(kept, length, kept.Length - length, token)
                    .ConfigureAwait(false);
                if (part.EOF)
                {
                    break;
                }

                length += part.Count;
                var surplus = Math.Max(0, length - KeptBytes);
                kept.AsSpan(surplus, length - surplus).CopyTo(kept);
                length -= surplus;
            }
        }).ConfigureAwait(false);
        return Encoding.UTF8.GetString(kept, 0, length).Trim();
    }

    public Task KillAsync(string name) => CallAsync("kill a container", token => IgnoringAsync(
        () => _client.Containers.KillContainerAsync(name, new ContainerKillParameters { Signal = "KILL" }, token),
        HttpStatusCode.NotFound, HttpStatusCode.Conflict));

    public Task RemoveAsync(string name) => CallAsync("remove a container", token => IgnoringAsync(
        () => _client.Containers.RemoveContainerAsync(
            name, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, token),
        HttpStatusCode.NotFound, HttpStatusCode.Conflict));

    public async Task<IReadOnlyList<(string Name, string Control)>> ListAsync(
        string owner, CancellationToken cancellation)
    {
        IList<ContainerListResponse> found = [];
        await CallAsync("list containers", async token => found = await _client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>>
                {
                    ["label"] = new Dictionary<string, bool> { [$"{ContainerParameters.OwnerLabel}={owner}"] = true },
                },
            },
            token).ConfigureAwait(false), cancellation: cancellation).ConfigureAwait(false);
        return
        [
            .. found.Select(container =>
                (container.ID, container.Labels.TryGetValue(ContainerParameters.ControlLabel, out var by) ? by : "")),
        ];
    }

    /// <summary>The containers that it created and started since a time; those that are gone are among them. It
    /// remembers its last 256 events.</summary>
    public async Task<IReadOnlyList<ContainerRecord>> StartedSinceAsync(
        DateTimeOffset since, CancellationToken cancellation)
    {
        var log = new EventLog();
        var question = EventLog.Between(since, TimeProvider.System.GetUtcNow());
        await CallAsync(
            "tell what it did", token => _client.System.MonitorEventsAsync(question, log, token),
            cancellation: cancellation).ConfigureAwait(false);
        var records = new List<ContainerRecord>();
        foreach (var (id, instance, image) in log.Started())
        {
            await CallAsync("inspect an image", async token =>
            {
                var digest = (await _client.Images.InspectImageAsync(image, token).ConfigureAwait(false)).ID;
                records.Add(new ContainerRecord(id, instance, image, digest));
            }, cancellation: cancellation).ConfigureAwait(false);
        }

        return records;
    }

    /// <summary>The images of such names that no container has: how many, and their bytes.</summary>
    public async Task<(int Count, long Bytes)> UnusedImagesAsync(string pattern, CancellationToken cancellation)
    {
        IList<ImagesListResponse> images = [];
        IList<ContainerListResponse> containers = [];
        await CallAsync("list images", async token =>
        {
            images = await _client.Images.ListImagesAsync(
                new ImagesListParameters
                {
                    Filters = new Dictionary<string, IDictionary<string, bool>>
                    {
                        ["reference"] = new Dictionary<string, bool> { [pattern] = true },
                    },
                },
                token).ConfigureAwait(false);
            containers = await _client.Containers.ListContainersAsync(
                new ContainersListParameters { All = true }, token).ConfigureAwait(false);
        }, cancellation: cancellation).ConfigureAwait(false);
        var used = containers.Select(container => container.ImageID).ToHashSet();
        var unused = images.Where(image => !used.Contains(image.ID)).ToList();
        return (unused.Count, unused.Sum(image => image.Size));
    }

    public void Dispose() => _client.Dispose();

    private static async Task IgnoringAsync(Func<Task> call, params HttpStatusCode[] answers)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (DockerApiException refusal) when (answers.Contains(refusal.StatusCode))
        {
            // It is gone, has ended, or is being removed: what was wanted.
        }
    }

    /// <summary>The library may overlook a cancellation while it reads, so the wait for it has a limit as
    /// well.</summary>
    private async Task CallAsync(
        string purpose, Func<CancellationToken, Task> call, TimeSpan? limit = null,
        CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit ?? _callLimit);
        try
        {
            await call(stop.Token).WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SandboxException($"the container engine at {_address} did not answer: cannot {purpose}");
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or SandboxException))
        {
            throw new SandboxException(
                $"the container engine at {_address} cannot {purpose}: {failure.Message}", failure);
        }
    }

    private sealed class FailureReports : IProgress<JSONMessage>
    {
        public string? First { get; private set; }

        public void Report(JSONMessage value) => First ??= value.Error?.Message ?? value.ErrorMessage;
    }
}

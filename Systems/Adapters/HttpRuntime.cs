using System.Globalization;
using System.Security.Cryptography;
using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The deployed runtime behind <see cref="FunctionsFrameworkSystem"/> and <see cref="WorkerdSystem"/>.
/// </summary>
internal sealed class HttpRuntime(SystemConfiguration configuration) : IAsyncDisposable
{
    private const string Packages = "Systems/JavaScript";
    private const int WarmUpStreams = 3;

    private readonly RuntimeBoxes _boxes = new(configuration);
    private HttpRuntimeProgram? _program;
    private int _streams;

    /// <summary>Installs the packages, and runs throwaway streams through whole runtimes.</summary>
    /// <param name="system">The system whose streams these are.</param>
    /// <param name="programIn">The program, given the folder of the packages.</param>
    /// <param name="facts">What the report says of it, beyond what both runtimes have in common.</param>
    /// <param name="cancellation">Ends the deployment.</param>
    /// <exception cref="SystemUnavailableException">Something is missing or does not come up.</exception>
    public async Task<Deployment> DeployAsync(
        ISystemUnderTest system,
        Func<string, Task<HttpRuntimeProgram>> programIn,
        IReadOnlyDictionary<string, string> facts,
        CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        var folder = await configuration.Hosts.InstallAsync(Packages, cancellation);
        if (!File.Exists(Path.Combine(folder, $"{configuration.Function}.js")))
        {
            throw new SystemUnavailableException($"{Packages} has no function '{configuration.Function}'");
        }

        _program = await programIn(folder);
        steps.Ended("npm packages ready");
        await _boxes.PrepareAsync(cancellation);
        await ThrowawayStreams.RunAsync(system, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway streams");
        return new Deployment
        {
            Steps = steps.All,
            HostExecutable = _program.Executable,
            HostSha256 = await HashOfAsync(_program.Executable, cancellation),
            Components = _program.Components,
            Relaxed = _boxes.Relaxed,
            Facts = new Dictionary<string, string>(HttpRuntimeFacts.Common.Concat(facts)),
        };
    }

    /// <summary>The runtimes that live.</summary>
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync() => Task.FromResult(_boxes.Live);

    /// <summary>The client's side of one stream.</summary>
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var program = _program ?? throw new InvalidOperationException("the system is not deployed");
        var name = string.Create(CultureInfo.InvariantCulture, $"r{Interlocked.Increment(ref _streams)}.sock");
        var talk = new RuntimeTalk(observer);
        var session = new HttpRuntimeSession(
            _boxes, program, Path.Combine(configuration.Workspace, name), request, talk);
        return new RuntimeStream(talk, session, request.Events);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _boxes.DisposeAsync();

    private static async Task<string> HashOfAsync(string file, CancellationToken cancellation)
    {
        await using var bytes = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellation));
    }
}

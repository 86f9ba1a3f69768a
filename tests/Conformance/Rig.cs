using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.HostBuilds;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>One deployed system of a kind with its defaults, in a workspace of its own.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private const string Function = "grayscale";
    private const string EngineVariable = "DOCKER_HOST";

    private readonly LocalFunction? _function;

    private Rig(
        ISystemUnderTest system, Deployment deployment, string workspace, Variant variant, LocalFunction? function)
    {
        _function = function;
        System = system;
        Deployment = deployment;
        Workspace = workspace;
        Variant = variant;
    }

    /// <summary>Which one it is.</summary>
    public Variant Variant { get; }

    /// <summary>The system.</summary>
    public ISystemUnderTest System { get; }

    /// <summary>What its deployment left running.</summary>
    public Deployment Deployment { get; }

    /// <summary>Its folder.</summary>
    public string Workspace { get; }

    /// <summary>Deploys a system of that kind, or that variant of one.</summary>
    public static async Task<Rig> DeployAsync(string label, ContainerEngine engine, CancellationToken cancellation)
    {
        var variant = Variant.Parse(label);
        variant.RequireParts();
        if (variant.UsesDocker)
        {
            // Control processes inherit it, as they do from a user's shell.
            Environment.SetEnvironmentVariable(EngineVariable, $"{await engine.StartAsync()}");
        }

        var workspace = Directory.CreateTempSubdirectory("evc-").FullName;
        var function = variant.Kind == "http-function" ? GrayFunction.Start() : null;
        var system = AdapterCatalog.Create(variant.Kind, new SystemConfiguration
        {
            Name = variant.Kind,
            Options = OptionsOf(variant, function),
            Function = Function,
            Stages = [.. Enumerable.Repeat(new FunctionReference(Function, null), variant.Stages)],
            Output = variant.Output,
            OutputSubject = variant.Output == OutputTarget.Nats ? "conformance.grey" : "",
            Workspace = workspace,
            Hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate(), null),
        });
        return new Rig(system, await system.DeployAsync(cancellation), workspace, variant, function);
    }

    /// <summary>Takes the system down; its workspace must then be empty.</summary>
    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        _function?.Dispose();
        Directory.Delete(Workspace, recursive: true);
    }

    /// <summary>A function by URL and a command are the tests' own.</summary>
    private static Dictionary<string, string> OptionsOf(Variant variant, LocalFunction? function)
    {
        var program = Path.Combine(BuildFacts.SourceRoot(), "Systems/Sdk/examples/grayscale_pipe.py");
        return new Dictionary<string, string>(variant.Options)
        {
            ["url"] = function?.Url ?? "",
            ["command"] = $"python3 \"{program}\"",
        };
    }
}

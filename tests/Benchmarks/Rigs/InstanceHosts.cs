using Eval.Systems.HostBuilds;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>The instance host as it is measured: ahead-of-time compiled, cached by its content.</summary>
internal static class InstanceHosts
{
    /// <summary>Absolute path of the executable, compiled before or now.</summary>
    /// <exception cref="Systems.Abstractions.SystemUnavailableException">It cannot be compiled.</exception>
    public static async Task<string> ExecutableAsync()
    {
        var hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate(), Console.Error.WriteLine);
        return (await hosts.GetAsync("Systems/InstanceHost", "aot", CancellationToken.None)).Executable;
    }
}

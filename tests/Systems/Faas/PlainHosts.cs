using Eval.Systems.Abstractions;

namespace Eval.Tests.Systems.Faas;

/// <summary>The function host as this solution's build left it beside the tests: no compilation, no native toolchain.
/// </summary>
internal sealed class PlainHosts : IFunctionHosts
{
    public Task<CompiledHost> GetAsync(string project, string build, CancellationToken cancellation) =>
        Task.FromResult(new CompiledHost(
            Path.Combine(AppContext.BaseDirectory, "Eval.Systems.FaasHost"), "jit", new string('0', 64), true));

    public Task<string> InstallAsync(string folder, CancellationToken cancellation) =>
        throw new SystemUnavailableException("nothing is installed for these tests");
}

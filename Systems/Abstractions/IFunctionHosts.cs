namespace Eval.Systems.Abstractions;

/// <summary>Compiled hosts, prepared on demand and cached by content.</summary>
public interface IFunctionHosts
{
    /// <summary>The executable of that project, compiled before or now.</summary>
    /// <param name="project">The project's folder from the root of the sources, such as Systems/InstanceHost.</param>
    /// <param name="build">auto (aot where a native toolchain is found, else r2r), aot, r2r or jit.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    /// <exception cref="SystemUnavailableException">It cannot be compiled; the message says why.</exception>
    Task<CompiledHost> GetAsync(string project, string build, CancellationToken cancellation);

    /// <summary>A folder of JavaScript with the packages that its lock file pins, installed before or now.</summary>
    /// <param name="folder">From the root of the sources, such as Systems/JavaScript.</param>
    /// <param name="cancellation">Ends the installation.</param>
    /// <returns>Absolute path of the copy that holds node_modules.</returns>
    /// <exception cref="SystemUnavailableException">npm is missing, or failed; the message says why.</exception>
    Task<string> InstallAsync(string folder, CancellationToken cancellation);
}

namespace Eval.Systems.Faas;

/// <summary>Starts instances of the deployed function.</summary>
internal interface IFunctionHostLauncher
{
    /// <summary>Issues a start, and does not wait for readiness.</summary>
    /// <exception cref="IOException">No process could be made.</exception>
    IFunctionInstance Start();
}

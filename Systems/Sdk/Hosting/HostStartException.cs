namespace Eval.Systems.Sdk.Hosting;

/// <summary>The host cannot be what the control plane asked for; it ends before any user code.</summary>
internal sealed class HostStartException(string message) : Exception(message);

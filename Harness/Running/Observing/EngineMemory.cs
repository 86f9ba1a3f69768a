using Eval.Systems.Sandboxes.Containers;

namespace Eval.Harness.Running.Observing;

/// <summary>What a container engine created and started since a time.</summary>
internal delegate Task<IReadOnlyList<ContainerRecord>> EngineMemory(
    DateTimeOffset since, CancellationToken cancellation);

using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>A job on its way to the coordinator's actor.</summary>
/// <param name="Job">What was submitted.</param>
internal sealed record SubmittedJob(Job Job);

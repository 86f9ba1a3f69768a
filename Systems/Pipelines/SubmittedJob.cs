using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines;

/// <summary>A job on its way to a worker.</summary>
/// <param name="Json">The <see cref="Job"/> as it was submitted.</param>
internal sealed record SubmittedJob(string Json);

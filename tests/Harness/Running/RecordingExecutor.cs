using Eval.Harness.Model;

namespace Eval.Tests.Harness.Running;

/// <summary>An executor that runs nothing: it answers as it is told to, and remembers what it was asked.</summary>
internal sealed class RecordingExecutor(Func<Trial, Timeline> answer) : ITrialExecutor
{
    public List<string> Asked { get; } = [];

    public Task DeployAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<Timeline> RunAsync(Trial trial, CancellationToken cancellation)
    {
        Asked.Add(trial.TrialId);
        return Task.FromResult(answer(trial));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

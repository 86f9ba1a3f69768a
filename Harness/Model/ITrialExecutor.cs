namespace Eval.Harness.Model;

/// <summary>The waist of the house: a trial in, a timeline out, live or in virtual time. What the system does wrong is
/// in the timeline; exceptions are the harness's own faults.</summary>
public interface ITrialExecutor : IAsyncDisposable
{
    /// <summary>Brings up what may exist before the first trial.</summary>
    Task DeployAsync(CancellationToken cancellation);

    /// <summary>Runs one trial.</summary>
    Task<Timeline> RunAsync(Trial trial, CancellationToken cancellation);
}

using Eval.Systems.Abstractions;
using Eval.Systems.Functions;

namespace Eval.Systems.Adapters;

/// <summary>
/// A system whose answer is known: from its first event it takes <c>coldStart</c> until it sees it, and <c>perEvent</c>
/// for each, waited precisely on a thread of its own. It checks the harness, not the other way round.
/// </summary>
[SystemUnderTest("known-answer", "a declared cold start and service time, waited precisely; for self-tests")]
[SystemOption("coldStart", "time until the first event is seen", Type = OptionType.Duration, Default = "0.1",
    Maximum = 3600)]
[SystemOption("perEvent", "time that each event takes", Type = OptionType.Duration, Default = "0", Maximum = 3600)]
public sealed class KnownAnswerSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: false);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) =>
        Task.FromResult(new Deployment
        {
            Facts = new Dictionary<string, string> { ["transport"] = "queue in memory" },
        });

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<InstanceIdentity>>([]);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        new KnownAnswerStream(
            request.Events,
            observer,
            (long)configuration.Duration("coldStart").TotalNanoseconds,
            (long)configuration.Duration("perEvent").TotalNanoseconds,
            FunctionCatalog.Find(configuration.Function)
                .Begin(new FunctionParameters(configuration.FunctionParameters)));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Keys;

/// <summary>The key <c>arrivals</c>: a process of arrivals, and the keys that it declares.</summary>
internal static class ArrivalKeys
{
    /// <summary>The key; none where no process of arrivals is known.</summary>
    public static IReadOnlyList<IKey<ScenarioDraft>> Of(Vocabulary vocabulary) => vocabulary.Arrivals.Count == 0
        ? []
        :
        [
            new Key<ScenarioDraft, ArrivalDraft>(
                "arrivals", "How streams come: one a trial (single), or many at once, a session",
                new KindShape<ArrivalDraft>("process of arrivals", vocabulary.Arrivals, []),
                (draft, arrivals) => draft.Arrivals = arrivals)
            {
                IsOptional = true,
            },
        ];
}

using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>Of many streams at once nothing can be claimed, so that nobody has to write it: a system that leaves its
/// start out has the natural one, with the keys that go with it.</summary>
internal static class NaturalStart
{
    /// <summary>Gives it to the systems of a scenario with arrivals.</summary>
    public static void Apply(ScenarioDraft draft)
    {
        if (draft.Arrivals?.Value.ToSpec() is null)
        {
            return;
        }

        foreach (var system in draft.Systems.Select(system => system.Value))
        {
            var start = system.Known?.Keys.FirstOrDefault(key => key.Name == ArrivalDraft.Start);
            if (start?.Choices.Contains(ArrivalDraft.Natural) == true && system.Options.ContainsKey(start.Name)
                && !system.Given.ContainsKey(start.Name))
            {
                foreach (var assumed in system.Options.Keys.Except(system.Given.Keys).ToArray())
                {
                    system.Options.Remove(assumed);
                }

                system.Options[start.Name] = ArrivalDraft.Natural;
                KindDefaults.FillIn(system.Known!.Keys, system);
            }
        }
    }
}

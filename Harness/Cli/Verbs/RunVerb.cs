using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>run FILE…</c>: plan, run, analyse, draw.</summary>
internal static class RunVerb
{
    public static Command Create() => ScenarioVerb.Create(
        "run",
        "Run scenarios against real systems, analyse and draw.",
        isVirtual: false,
        [],
        (_, files) =>
        {
            if (files.FirstOrDefault(file => file.Plan.Scenario.Fleet is not null) is { } many)
            {
                throw new UsageException($"{many.File}: a fleet is not measured but modelled: use `simulate`");
            }

            Prerequisites.Check(files.Select(file => file.Plan.Scenario), Words.All.Systems);
            return async (plan, target, json, cancellation) =>
                (await RunSession.StartAsync(plan, target, json, cancellation)).Code;
        });
}

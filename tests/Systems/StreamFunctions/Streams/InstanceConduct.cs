namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>What a simulated instance does.</summary>
internal enum InstanceConduct
{
    Proper,
    CannotStart,
    EndsBeforeItCalls,
    NeverReady,
    ThrowsBefore,
    ThrowsMid,
    ThrowsAfter,
    DiesMid,
    DiesSometime,
    RunsOutOfMemory,
    NeverReads,
    NeverYields,
    EndsEarly,
    TalksNonsense,
    IgnoresItsEnd,
    CannotBeKilled,
}

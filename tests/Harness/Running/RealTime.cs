using Xunit;

namespace Eval.Tests.Harness.Running;

/// <summary>Tests that measure real time run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealTime
{
    /// <summary>The collection's name.</summary>
    public const string Name = "real time";
}

using Eval.Harness.Scenarios.Errors;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios.Errors;

/// <summary>Goal: the name that is proposed is the one that was meant. Method: names that are alike.</summary>
public sealed class UnknownNameTests
{
    /// <summary>Two are as near, and one goes on where the text stops.</summary>
    [Fact]
    public void Of_names_equally_near_one_that_the_text_begins_comes_first() =>
        UnknownName.Message("metric", "cold_start", ["cold_share", "cold_start_s"])
            .ShouldBe("unknown metric 'cold_start' (did you mean 'cold_start_s'?)");

    [Fact]
    public void The_nearest_comes_before_one_that_the_text_begins() =>
        UnknownName.Message("metric", "total_", ["total_ms", "total"])
            .ShouldBe("unknown metric 'total_' (did you mean 'total'?)");
}

using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Model;

/// <summary>Conditions on other keys, as adapters write them.</summary>
public sealed class KeyConditionTests
{
    [Theory]
    [InlineData("at=host", "host", "memory", true)]
    [InlineData("at=host|nowhere", "instance", "memory", false)]
    [InlineData("at=host or kind=nats", "host", "memory", true)]
    [InlineData("at=host or kind=nats|other", "instance", "nats", true)]
    [InlineData("at=host or kind=nats", "instance", "memory", false)]
    [InlineData("at= or kind=*", "", "", true)]
    [InlineData("at=* or kind=*", "", "", false)]
    public void One_of_several_conditions_is_enough(string text, string at, string kind, bool isMet) =>
        KeyCondition.Parse(text).IsMetBy(key => key == "at" ? at : kind).ShouldBe(isMet);

    [Fact]
    public void It_is_told_as_a_scenario_would_write_it() =>
        KeyCondition.Parse("at=host or kind=nats|other").ToString().ShouldBe("at: host or kind: nats or other");
}

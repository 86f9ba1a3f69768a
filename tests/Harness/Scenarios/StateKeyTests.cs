using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Scenarios;

/// <summary>Where a stateful function may have its state, and what is said where it may not.</summary>
public sealed class StateKeyTests
{
    private static readonly Vocabulary Known = Fixture.Vocabulary with
    {
        Systems =
        [
            .. Fixture.Vocabulary.Systems.Select(kind => kind.Kind != "faas" ? kind : kind with
            {
                Keys =
                [
                    .. kind.Keys,
                    new("state", "Where", KeyType.Choice, ["none", "redis", "replay", "sticky"], "none", 0, 0),
                ],
            }),
        ],
        Functions =
        [
            .. Fixture.Vocabulary.Functions,
            new("ratio", "Has a state of bytes", []) { IsStateful = true, HasPortableState = true },
            new("a-ratio", "Another", []) { IsStateful = true, HasPortableState = true },
        ],
    };

    [Theory]
    [InlineData("ratio", "redis")]
    [InlineData("ratio", "replay")]
    [InlineData("ratio", "sticky")]
    [InlineData("motion", "replay")]
    [InlineData("motion", "sticky")]
    [InlineData("grayscale", "none")]
    public void A_state_may_be_there(string function, string state)
    {
        var reading = Read(function, $", state: {state}");
        reading.IsValid.ShouldBeTrue(string.Join('|', reading.Errors));
        reading.Scenario!.Stages[0].HasPortableState.ShouldBe(function == "ratio");
    }

    [Theory]
    [InlineData("")]
    [InlineData(", state: none")]
    public void A_stateful_function_is_told_where_its_state_could_be(string key) =>
        Read("ratio", key).Errors.ShouldHaveSingleItem().ToString().ShouldBe(
            "f.yaml:9:22: the function ratio depends on earlier events, and faas keeps no state between events: give "
            + "it state: redis or replay or sticky, take another system or a stateless function");

    [Fact]
    public void A_misspelt_state_is_one_mistake_and_not_also_a_missing_one() =>
        Read("ratio", ", state: rediss").Errors.ShouldHaveSingleItem().ToString().ShouldContain("did you mean 'redis'");

    [Fact]
    public void A_state_that_has_no_bytes_cannot_go_to_redis_and_the_message_names_those_that_can() =>
        Read("motion", ", state: redis").Errors.ShouldHaveSingleItem().ToString().ShouldBe(
            "f.yaml:9:35: the state of the function motion does not describe its bytes, which state: redis takes; that "
            + "of these does: a-ratio, ratio");

    private static ScenarioReading Read(string function, string key) => ScenarioReader.Read(
        "f.yaml",
        Fixture.With("function: grayscale", $"function: {function}")
            .Replace("kind: faas }", $"kind: faas{key} }}", StringComparison.Ordinal),
        Known);
}

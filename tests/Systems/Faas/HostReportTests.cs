using Eval.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

public sealed class HostReportTests
{
    [Fact]
    public void A_ready_host_tells_its_two_stamps() =>
        HostReport.Parse("ready 12 34").ShouldBe(new HostReport(12, 34, null));

    [Fact]
    public void A_failed_host_tells_why() =>
        HostReport.Parse("failed no function 'x'").Failure.ShouldBe("no function 'x'");

    [Theory]
    [InlineData("")]
    [InlineData("ready")]
    [InlineData("ready 1")]
    [InlineData("ready -1 x")]
    public void Anything_else_is_a_failure(string line) => HostReport.Parse(line).Failure.ShouldNotBeNull();
}

using Shouldly;
using Xunit;

namespace Eval.Tests.EndToEnd;

/// <summary>The schema that editors use is the one that this version prints.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_committed_schema_is_current()
    {
        using var scratch = new ScratchFolder();
        using var cli = CliProcess.Start(scratch.Path, "schema");

        var result = await cli.EndAsync(TestContext.Current.CancellationToken);

        result.ExitCode.ShouldBe(0, result.Said);
        var committed = await File.ReadAllTextAsync(
            Checkout.Scenario("scenario.schema.json"), TestContext.Current.CancellationToken);
        result.Output.TrimEnd().ShouldBe(committed.TrimEnd());
    }
}

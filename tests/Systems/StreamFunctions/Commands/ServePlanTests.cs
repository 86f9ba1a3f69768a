using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Commands;
using Eval.Systems.StreamFunctions.Deploying;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Commands;

/// <summary>Goal: a wrong command line is answered with all of its mistakes, and nothing is started.</summary>
public sealed class ServePlanTests
{
    [Fact]
    public void A_right_command_line_is_a_plan()
    {
        var (plan, mistakes) = Plan(new()
        {
            Socket = "/tmp/s", Functions = ["a=/bin/cat", "b=/bin/sh"], Isolation = "bubblewrap", Http = 0,
            Listen = "127.0.0.1:0",
        });

        mistakes.ShouldBeEmpty();
        plan!.Configuration.Functions.Select(function => (function.Name, function.Isolation))
            .ShouldBe([("a", Isolation.Bubblewrap), ("b", Isolation.Bubblewrap)]);
        plan.EndsWithParent.ShouldBeFalse();
        plan.Door!.Listen.ToString().ShouldBe("127.0.0.1:0");
        Plan(new() { Socket = "/tmp/s", Http = 1 }).Plan!.Configuration.Owner.ShouldBe(plan.Configuration.Owner);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var (plan, mistakes) = Plan(new()
        {
            Socket = "/no/such/folder/s", Functions = ["a", "../x=/bin/cat", "b=/no/such", "c=/bin/cat", "c=/bin/cat"],
            Isolation = "jail", Http = 70_000, Listen = "everywhere", Certificate = "/no/such.pem",
            TokenFrom = "EVAL_NO_SUCH_VARIABLE",
        });

        plan.ShouldBeNull();
        foreach (var part in (string[])
            [
                "folder does not exist", "name=./path", "'../x' is no name", "/no/such does not exist",
                "c is given twice",
                "--isolation jail", "--http 70000", "--listen everywhere", "--certificate /no/such.pem",
                "'EVAL_NO_SUCH_VARIABLE' is not set",
            ])
        {
            mistakes.ShouldContain(mistake => mistake.Contains(part, StringComparison.Ordinal), part);
        }
    }

    [Fact]
    public void The_numbers_of_a_configuration_file_are_checked()
    {
        var folder = Directory.CreateTempSubdirectory("eval");
        var file = Path.Combine(folder.FullName, "server.json");
        ConfigurationFile.Write(file, new ServerConfiguration
        {
            SocketPath = "/tmp/s",
            Owner = "tests",
            Functions = [new() { Name = "a", Stages = [new("/bin/cat", [])], Buffer = new() { Events = 0 } }],
            Limits = new ServerLimits { Streams = -1 },
        });

        var (plan, mistakes) = Plan(new() { ConfigurationFile = file });
        folder.Delete(recursive: true);

        plan.ShouldBeNull();
        mistakes.ShouldBe(
        [
            $"{file}: limits.streams is -1; 1 to 1048576 are allowed",
            $"{file}: a: buffer.events is 0; 1 to 1048576 are allowed",
        ]);
    }

    [Fact]
    public void Off_loopback_a_token_and_TLS_are_due() =>
        Plan(new() { Socket = "/tmp/s", Functions = ["a=/bin/cat"], Listen = "0.0.0.0:4900" })
            .Mistakes.Count.ShouldBe(2);

    [Theory]
    [InlineData("a=")]
    [InlineData("=/bin/cat")]
    [InlineData("*=/bin/cat")]
    [InlineData(">=/bin/cat")]
    [InlineData("/abs=/bin/cat")]
    [InlineData("a=/bin")]
    [InlineData("a=/etc/passwd")]
    public void A_function_that_cannot_be_served_is_a_mistake(string function) =>
        Plan(new() { Socket = "/tmp/s", Functions = [function] }).Mistakes.ShouldNotBeEmpty();

    [Fact]
    public void Nothing_to_serve_and_nowhere_to_listen_are_mistakes()
    {
        Plan(new()).Mistakes.Count.ShouldBe(2);
        Plan(new() { Socket = new string('a', 120), Http = 1 }).Mistakes.ShouldHaveSingleItem();
        Plan(new() { ConfigurationFile = "/no/such.json", Socket = "/tmp/s" }).Mistakes.Count.ShouldBe(2);
    }

    private static (ServePlan? Plan, IReadOnlyList<string> Mistakes) Plan(ServeArguments arguments)
    {
        var mistakes = new Mistakes();
        return (ServePlan.Of(arguments, mistakes), mistakes.All);
    }
}

using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.HostBuilds;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>A scenario's keys reach the runtime.</summary>
public sealed class StreamFunctionPlanTests
{
    [Theory]
    [InlineData("memory", "host", 7)]
    [InlineData("nats", "host", 7)]
    [InlineData("nats", "instance", 7)]
    [InlineData("memory", "instance", 1024)]
    public void A_buffer_is_as_large_as_its_scenario_says_wherever_it_has_a_size(string kind, string at, int events)
    {
        var options = new Dictionary<string, string> { ["buffer"] = kind, ["bufferAt"] = at };
        if (events == 7)
        {
            (options["bufferEvents"], options["bufferBytes"]) = ("7", "65536");
        }

        var plan = new StreamFunctionPlan(new SystemConfiguration
        {
            Name = "s",
            Function = "grayscale",
            Workspace = "/none",
            Hosts = new HostBuilder("/none", "/none"),
            Options = options,
        });
        var buffer = plan.Deployment("/host", "127.0.0.1:4222").Buffer;

        (buffer.Events, buffer.Bytes).ShouldBe(events == 7 ? (7, 65_536L) : (1024, 64L << 20));
        buffer.Kind.ShouldBe(kind == "nats" ? BufferKind.Nats : BufferKind.Memory);
    }
}

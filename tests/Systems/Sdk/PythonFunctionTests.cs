using System.Runtime.CompilerServices;
using System.Text;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Serving;
using Eval.Tests.Shared;
using Eval.Tests.Systems.StreamFunctions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: PROTOCOL.md is enough to write a function in any language. Method: forty lines of plain Python as a
/// real stream function, in a process of its own.</summary>
public sealed class PythonFunctionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_function_in_plain_Python_serves_a_stream()
    {
        RealPart.Require("python3", "python3");
        var socket = Path.Combine(_folder.FullName, "socket");
        using var plane = new ControlPlane(new ServerConfiguration
        {
            SocketPath = socket,
            Owner = "eval-python",
            Functions = [new() { Name = "uppercase", Stages = [new FunctionStage(Example(), [])] }],
        });
        using var stream = new TestStream(socket);
        for (var i = 0; i < 50; i++)
        {
            stream.Send(i, Encoding.ASCII.GetBytes($"event {i}"));
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        stream.Outputs.Select(output => Encoding.ASCII.GetString(output.Payload.Span))
            .ShouldBe(Enumerable.Range(0, 50).Select(i => $"EVENT {i}"));
        (end.RuntimeNs <= end.ReadyNs).ShouldBeTrue();
        ProcessTable.Find(end.Instance!.ProcessId).ShouldBeNull();
    }

    private static string Example([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(here)!, "..", "..", "..", "Systems", "Sdk", "examples", "uppercase.py"));
}

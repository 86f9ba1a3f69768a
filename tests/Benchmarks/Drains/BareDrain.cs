using System.Diagnostics;
using System.Globalization;
using Eval.Systems.Functions;
using Eval.Systems.Pipelines.Protocol;
using Eval.Tests.Benchmarks.Measuring;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Eval.Tests.Benchmarks.Drains;

/// <summary>The yardstick: a loop without an engine that pulls, runs the function, publishes and acknowledges. It runs
/// in a process of its own, as a worker does, and is told on its standard input what to drain.</summary>
internal sealed class BareDrain : IDisposable
{
    private const string Name = "bare-drain";

    private readonly Process _process;

    private BareDrain(Process process) => _process = process;

    /// <summary>The loop's side.</summary>
    public static Verb Verb { get; } = new(
        Name, "the loop of pipeline-drain, which starts it; drains the streams named on its standard input",
        ["port"], (options, _) => ServeAsync(options.Integer("port", 0)));

    /// <summary>Starts the process.</summary>
    public static BareDrain Start(int port)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, [Name, "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new BareDrain(process);
    }

    /// <summary>Has it drain that stream.</summary>
    public void Drain(string id)
    {
        _process.StandardInput.WriteLine(id);
        _process.StandardInput.Flush();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ServeAsync(int port)
    {
        await using var connection = new NatsConnection(NatsClient.Options(port, Name));
        var jetStream = new NatsJSContext(connection);
        while (await Console.In.ReadLineAsync() is { } id)
        {
            await DrainAsync(connection, jetStream, id);
        }
    }

    private static async Task DrainAsync(NatsConnection connection, NatsJSContext jetStream, string id)
    {
        var consumer = await jetStream.GetConsumerAsync(JetStreamNames.Stream(id), JetStreamNames.Consumer(0, 0));
        var step = FunctionCatalog.Find("grayscale").Begin(FunctionParameters.None);
        var subject = JetStreamNames.Output(id);
        await foreach (var message in consumer.ConsumeAsync<byte[]>())
        {
            if (JetStreamMessages.EndOf(message.Headers) is not null)
            {
                await connection.PublishAsync(
                    subject, ReadOnlyMemory<byte>.Empty, JetStreamMessages.EndHeaders(0));
                break;
            }

            foreach (var output in step(JetStreamMessages.Read(message.Headers, message.Data)))
            {
                await connection.PublishAsync(subject, output.Payload, JetStreamMessages.HeadersOf(output));
            }

            await message.AckAsync();
        }
    }
}

using System.CommandLine;
using System.Text.Json;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary><c>send</c>: one stream from standard input, its outputs to standard output.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var socket = new Option<string?>("--socket") { Description = "the server's Unix socket" };
        var endpoint = new Option<string?>("--endpoint") { Description = "HOST:PORT of a server's network door" };
        var function = new Option<string?>("--function") { Description = "which function (default: the only one)" };
        var token = new Option<string?>("--token-from") { Description = "the variable that holds the token" };
        var trust = new Option<string?>("--trust")
        {
            Description = "the server's certificate, or its authority's; beyond this machine TLS is used anyway",
        };
        var lines = new Option<bool>("--lines") { Description = "each line of standard input is an event (default)" };
        var files = new Option<string[]>("--file") { Description = "each file is an event; may be repeated" };
        var command = new Command("send", "Send one stream to a server and print the outputs.")
        {
            socket, endpoint, function, token, trust, lines, files,
        };
        command.SetAction(async (parsed, _) =>
        {
            var arguments = new SendArguments
            {
                Socket = parsed.GetValue(socket),
                Endpoint = parsed.GetValue(endpoint),
                Function = parsed.GetValue(function),
                TokenFrom = parsed.GetValue(token),
                Trust = parsed.GetValue(trust),
                Lines = parsed.GetValue(lines),
                Files = parsed.GetValue(files) ?? [],
            };
            var mistakes = new Mistakes();
            return arguments.Connector(mistakes) is { } connect
                ? await SendAsync(connect, arguments)
                : await Mistakes.TellAsync(mistakes.All);
        });
        return command;
    }

    /// <summary>0 only where the stream completed; else the reason is on standard error.</summary>
    private static async Task<int> SendAsync(Func<StreamSocket> connect, SendArguments arguments)
    {
        var opening = new Opening($"send-{Guid.NewGuid():n}", arguments.Function ?? "", Wire.DefaultMaximumPayload, []);
        try
        {
            await using var input = Console.OpenStandardInput();
            await using var output = Console.OpenStandardOutput();
            var isLines = arguments.Files.Count == 0;
            var payloads = isLines
                ? ByteLines.Read(input, opening.MaximumPayload)
                : arguments.Files.Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));
            var end = await new Sending(connect, opening).RunAsync(payloads, payload =>
            {
                output.Write(payload.Span);
                output.Write(isLines ? "\n"u8 : []);
            });
            if (end.Outcome == EndKind.Completed)
            {
                return ExitCodes.Success;
            }

            await Console.Error.WriteLineAsync($"{end.Outcome}: {end.Reason}");
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or JsonException
            or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
        }

        return ExitCodes.Failure;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary><c>serve</c>: a control plane for people, or for a program that started it with a configuration file.
/// </summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("CONFIG.json")
        {
            Description = "socket, functions and limits as a file; the server then ends with its standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        file.Validators.Add(result =>
        {
            // What stands alone is taken for the file, also an option with a slip.
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"unknown option '{token.Value}'");
            }
        });
        var socket = new Option<string?>("--socket") { Description = "the Unix socket to listen at" };
        var functions = new Option<string[]>("--function")
        {
            Description = "name=./path/to/executable; may be given several times",
        };
        var isolation = new Option<string?>("--isolation")
        {
            Description = $"what surrounds each instance: {IsolationName.All} (default process)",
        };
        var http = new Option<int?>("--http")
        {
            Description = "port of the management API, on loopback", CustomParser = Port,
        };
        var listen = new Option<string?>("--listen")
        {
            Description = "ADDRESS:PORT for producers of other machines; off loopback it needs the next two",
        };
        var certificate = new Option<string?>("--certificate") { Description = "PEM file, certificate and key" };
        var token = new Option<string?>("--token-from") { Description = "the variable with the producers' token" };
        var command = new Command("serve", "Serve stream functions, one instance per stream.")
        {
            file, socket, functions, isolation, http, listen, certificate, token,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var mistakes = new Mistakes();
            var plan = ServePlan.Of(
                new ServeArguments
                {
                    ConfigurationFile = parsed.GetValue(file),
                    Socket = parsed.GetValue(socket),
                    Functions = parsed.GetValue(functions) ?? [],
                    Isolation = parsed.GetValue(isolation),
                    Http = parsed.GetValue(http),
                    Listen = parsed.GetValue(listen),
                    Certificate = parsed.GetValue(certificate),
                    TokenFrom = parsed.GetValue(token),
                },
                mistakes);
            return plan is null ? await Mistakes.TellAsync(mistakes.All) : await Server.RunAsync(plan, cancellation);
        });
        return command;
    }

    private static int? Port(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port))
        {
            return port;
        }

        result.AddError($"--http {text}: must be the number of a port");
        return null;
    }
}

using System.CommandLine;
using System.Globalization;
using Eval.Systems.StreamFunctions.Commands;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Stream functions: one instance per stream, from its first event to its last.")
{
    ServeCommand.Create(),
    SendCommand.Create(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0
    ? await Mistakes.TellAsync(parsed.Errors.Select(error => error.Message))
    : await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

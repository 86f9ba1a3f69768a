using System.Globalization;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>Reads what an operator needs from an event's headers; what is missing breaks the job.</summary>
internal static class Header
{
    /// <summary>The header of that name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Text(StreamEvent item, string name) =>
        item.Headers[name] ?? throw new FormatException($"event {item.Sequence} has no header '{name}'");

    /// <summary>The same as an integer.</summary>
    /// <exception cref="FormatException">There is none, or it is no integer.</exception>
    public static long Integer(StreamEvent item, string name) =>
        long.TryParse(Text(item, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"header '{name}' of event {item.Sequence} is no integer");
}

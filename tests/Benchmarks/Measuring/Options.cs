using System.Globalization;

namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>The options of a verb: --name value, each at most once.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];

    /// <exception cref="FormatException">An option is unknown, twice there or without a value.</exception>
    public Options(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : "";
            if (!known.Contains(name) || i + 1 == arguments.Count || !_values.TryAdd(name, arguments[i + 1]))
            {
                throw new FormatException(
                    $"'{arguments[i]}' is not an option with a value; known: --{string.Join(", --", known)}");
            }
        }
    }

    /// <summary>The text of that name, or another.</summary>
    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    /// <summary>The text of that name, or null.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>The integer of that name, or another.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public int Integer(string name, int otherwise) => _values.TryGetValue(name, out var text)
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : otherwise;

    /// <summary>The names in a comma-separated list, or others.</summary>
    public IReadOnlyList<string> List(string name, IReadOnlyList<string> otherwise) =>
        _values.TryGetValue(name, out var text) ? text.Split(',', StringSplitOptions.TrimEntries) : otherwise;
}

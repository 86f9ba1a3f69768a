using System.Globalization;

namespace Eval.Systems.Functions;

/// <summary>Named parameters of a function, as text; numbers are invariant.</summary>
public sealed class FunctionParameters(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No parameter at all.</summary>
    public static FunctionParameters None { get; } = new(new Dictionary<string, string>());

    /// <summary>The integer of that name, or <paramref name="otherwise"/> where there is none.</summary>
    /// <exception cref="FormatException">The value is not an integer.</exception>
    public int Integer(string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The number of that name, or <paramref name="otherwise"/> where there is none.</summary>
    /// <exception cref="FormatException">The value is not a number.</exception>
    public double Number(string name, double otherwise) =>
        values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>A token comes from an environment variable, since arguments can be read by everybody on the machine.
/// </summary>
internal static class TokenVariable
{
    /// <summary>Its value, or null where no variable is named.</summary>
    public static string? Read(string? variable, Mistakes mistakes)
    {
        if (variable is null)
        {
            return null;
        }

        var value = variable.Length == 0 ? null : Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(value))
        {
            mistakes.Add($"--token-from: the variable '{variable}' is not set");
        }

        return value;
    }
}

using Eval.Systems.Abstractions;
using Eval.Systems.Functions;

namespace Eval.Systems.Adapters;

/// <summary>What the platform can never take, known before any event exists.</summary>
internal static class FaasFit
{
    /// <summary>The memory limit of an instance, bytes; null where it is not enforced.</summary>
    public static long? MemoryOf(SystemConfiguration configuration) =>
        configuration.Flag("hardening.limits", otherwise: true) ? BoxKeys.LimitsOf(configuration).MemoryBytes : null;

    /// <summary>That many bytes in one request are within the platform's limits; a function host needs more memory than
    /// its request's body, so that this finds only what must fail.</summary>
    /// <exception cref="StreamRefusedException">They are not.</exception>
    public static void RequireRoom(string what, long bodyBytes, long maxBodyBytes, long? memoryBytes)
    {
        if (bodyBytes > maxBodyBytes)
        {
            throw new StreamRefusedException(
                $"{what} makes a body of {bodyBytes} bytes; the platform takes at most {maxBodyBytes}");
        }

        if (bodyBytes > memoryBytes)
        {
            throw new StreamRefusedException(
                $"{what} makes a body of {bodyBytes} bytes, which an instance has to hold; its limit of memory is"
                + $" {memoryBytes}");
        }
    }

    /// <summary>The function gives an event's outputs from that event alone.</summary>
    /// <exception cref="SystemUnavailableException">It does not.</exception>
    public static void RequireStateless(string function)
    {
        if (FunctionCatalog.All.FirstOrDefault(known => known.Name == function) is { } definition)
        {
            RequireStateless(definition);
        }
    }

    /// <summary>The same for a function that is not in the catalog.</summary>
    /// <exception cref="SystemUnavailableException">It keeps state.</exception>
    public static void RequireStateless(StepDefinition function)
    {
        if (function.IsStateful)
        {
            throw new SystemUnavailableException(
                $"the function '{function.Name}' needs the events before each, and state: none gives it one alone");
        }
    }
}

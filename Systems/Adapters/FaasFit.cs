using Eval.Systems.Abstractions;
using Eval.Systems.Functions;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

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

    /// <summary>The largest request of a stream whose events bring those before them is within the limits.</summary>
    /// <exception cref="StreamRefusedException">It is not.</exception>
    public static void RequireRoomForReplay(StreamRequest request, int events, long maxBodyBytes, long? memoryBytes)
    {
        var payloads = events == request.Events && request.PayloadBytes is { } all
            ? all
            : (long)events * request.LargestPayload;
        var heads = events * EventBody.SizeOf(new StreamEvent(0, default));
        RequireRoom($"a replay of {events} events", payloads + heads, maxBodyBytes, memoryBytes);
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

    /// <summary>The function's state describes its own bytes.</summary>
    /// <exception cref="SystemUnavailableException">It does not; the message names those that do.</exception>
    public static void RequirePortable(StepDefinition function)
    {
        if (function.BeginPortable is null)
        {
            var others = FunctionCatalog.All.Where(known => known.BeginPortable is not null)
                .Select(known => known.Name);
            throw new SystemUnavailableException(
                $"the state of '{function.Name}' does not describe its bytes, which state: redis takes; that of these"
                + $" does: {string.Join(", ", others)}");
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

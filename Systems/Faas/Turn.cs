namespace Eval.Systems.Faas;

/// <summary>What the activator gave a request: an instance of its own until it leaves, or a refusal.</summary>
/// <param name="Instance">Where to forward the request, or null where it is refused.</param>
/// <param name="Refusal">Why, where it is refused.</param>
/// <param name="Status">The HTTP status of a refusal.</param>
internal readonly record struct Turn(IFunctionInstance? Instance, string? Refusal = null, int Status = 0)
{
    /// <summary>The platform takes no more.</summary>
    public static Turn Overloaded(string reason) => new(null, reason, StatusCodes.Status503ServiceUnavailable);

    /// <summary>The function cannot be reached.</summary>
    public static Turn Failed(string reason) => new(null, reason, StatusCodes.Status502BadGateway);
}

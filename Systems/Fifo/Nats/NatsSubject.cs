namespace Eval.Systems.Fifo.Nats;

/// <summary>Names of subjects. What somebody else chose is never a part of a buffer's subject, so no wildcard and no
/// foreign subject can be smuggled in by a stream's name.</summary>
public static class NatsSubject
{
    private const int MaximumLength = 255;

    /// <summary>What all subjects of buffers begin with.</summary>
    public const string BufferPrefix = "eval.buffer.";

    /// <summary>A subject that nobody else has and nobody can guess: the prefix and 122 random bits.</summary>
    public static string NewBuffer() => BufferPrefix + Guid.NewGuid().ToString("N");

    /// <summary>Whether outputs may be published to that subject: tokens of [A-Za-z0-9_-] between single dots, hence
    /// without wildcards, and none of the server's own ($…).</summary>
    public static bool IsPublishable(string subject) =>
        subject.Length <= MaximumLength
        && subject.Split('.').All(token => token.Length > 0
            && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));
}

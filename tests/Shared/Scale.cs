using System.Globalization;

namespace Eval.Tests.Shared;

/// <summary>How much of a count is run: all of it with EVAL_SCALE=full, else a twentieth.</summary>
internal static class Scale
{
    private const int Reduced = 20;

    /// <summary>Whether this is the full count.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("EVAL_SCALE") == "full";

    /// <summary>That count, or a twentieth of it, at least one.</summary>
    public static int Of(int full) => IsFull ? full : Math.Max(1, (full + Reduced - 1) / Reduced);

    /// <summary>The seed in EVAL_SEED, or a new one; tests print it.</summary>
    public static int Seed() => Environment.GetEnvironmentVariable("EVAL_SEED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : Environment.TickCount;
}

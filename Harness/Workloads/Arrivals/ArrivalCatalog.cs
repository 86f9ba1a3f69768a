using System.Reflection;
using System.Security.Cryptography;
using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>All processes of arrivals by kind: every class of this assembly that carries
/// <see cref="ArrivalKindAttribute"/>.</summary>
public static class ArrivalCatalog
{
    /// <summary>The longest that streams of one session keep coming.</summary>
    private const double MostSeconds = 86_400;

    private static readonly SortedDictionary<string, Type> ByKind = new(
        typeof(ArrivalCatalog).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(ArrivalKindAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<ArrivalKindAttribute>()!.Kind),
        StringComparer.Ordinal);

    /// <summary>Every kind with its keys, by name.</summary>
    public static IReadOnlyList<KindDescription> Kinds { get; } = [.. ByKind.Values.Select(Described)];

    /// <summary>When the streams of one session come, nanoseconds from its start, ascending: as many as the spec asks
    /// for, fewer where its trace has no more.</summary>
    /// <exception cref="FormatException">A file is wrong; the message begins with file and line.</exception>
    /// <exception cref="ArgumentException">The process cannot be, or brings too few streams in any time.</exception>
    public static IReadOnlyList<long> Draw(ArrivalSpec spec, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var kind = Create(spec.Kind);
        var process = kind.Create(spec);
        var seconds = Math.Clamp(kind.ExpectedSeconds(spec), 1e-3, MostSeconds);
        while (true)
        {
            // A longer look at the same process from the same seed begins with the same arrivals.
            var times = process.Draw(seconds, seed);
            if (times.Count >= spec.Streams || process is MergedArrivals)
            {
                return [.. times.Take(spec.Streams)];
            }

            if (seconds >= MostSeconds)
            {
                throw new ArgumentException(
                    $"{spec.Streams} streams do not come within a day: take a higher rate, or fewer");
            }

            seconds = Math.Min(2 * seconds, MostSeconds);
        }
    }

    /// <summary>A session drawn before anything runs.</summary>
    public static ArrivalPreview Preview(ArrivalSpec spec, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            var times = Draw(spec, seed);
            return new ArrivalPreview(
                times.Count == 0 ? "no stream comes" : null,
                times.Count,
                TimeSpan.FromTicks((times.Count == 0 ? 0 : times[^1]) / TimeSpan.NanosecondsPerTick),
                FileOf(spec) is { } file ? HashOf(file) : "");
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or IOException
            or UnauthorizedAccessException)
        {
            return new ArrivalPreview(wrong.Message, 0, TimeSpan.Zero, "");
        }
    }

    /// <summary>The file that the streams come from, as a path that can be opened; null: none.</summary>
    public static string? FileOf(ArrivalSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Options.TryGetValue("file", out var file) ? Path.Combine(spec.Folder, file) : null;
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string HashOf(string file)
    {
        using var bytes = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static IArrivalKind Create(string kind) => (IArrivalKind)Activator.CreateInstance(
        ByKind.GetValueOrDefault(kind) ?? throw new KeyNotFoundException(
            $"no arrivals '{kind}'; known: {string.Join(", ", ByKind.Keys)}"))!;

    private static KindDescription Described(Type type)
    {
        var kind = type.GetCustomAttribute<ArrivalKindAttribute>()!;
        var keys = type.GetCustomAttributes<WorkloadOptionAttribute>().Select(option => option.Described);
        return new KindDescription(kind.Kind, kind.Description, [.. keys]);
    }
}

using System.Globalization;
using System.Reflection;
using Eval.Harness.Model;

namespace Eval.Harness.Workloads;

/// <summary>All workloads by kind: every class of this assembly that carries <see cref="WorkloadAttribute"/>.</summary>
public static class WorkloadCatalog
{
    /// <summary>A stream is made before it starts, and its payloads fit into memory.</summary>
    private const long MostStreamBytes = 1L << 30;

    private static readonly SortedDictionary<string, Type> ByKind = new(
        typeof(WorkloadCatalog).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(WorkloadAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<WorkloadAttribute>()!.Kind),
        StringComparer.Ordinal);

    /// <summary>Every kind with its keys, by name.</summary>
    public static IReadOnlyList<KindDescription> Kinds { get; } = [.. ByKind.Values.Select(Described)];

    /// <summary>The workload that the scenario asks for.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">Its options, valid one by one, make no stream together.</exception>
    public static IWorkload Create(WorkloadSpec spec)
    {
        var type = ByKind.GetValueOrDefault(spec.Kind) ?? throw new KeyNotFoundException(
            $"no workload '{spec.Kind}'; known: {string.Join(", ", ByKind.Keys)}");
        return (IWorkload)Activator.CreateInstance(
            type, BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance, null, [spec], null)!;
    }

    private static string? ProblemOf(WorkloadSpec spec, int events)
    {
        try
        {
            var bytes = Create(spec).BytesOf(events);
            return bytes <= MostStreamBytes ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"{events} events take {bytes} bytes, and a stream may have 1 GiB: choose a shorter one");
        }
        catch (ArgumentException wrong)
        {
            return wrong.Message;
        }
    }

    private static KindDescription Described(Type type)
    {
        var workload = type.GetCustomAttribute<WorkloadAttribute>()!;
        var keys = type.GetCustomAttributes<WorkloadOptionAttribute>().Select(option => option.Described);
        return new KindDescription(workload.Kind, workload.Description, [.. keys])
        {
            Problem = ProblemOf,
            Bytes = (spec, events) => Create(spec).BytesOf(events),
        };
    }
}

using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Arrivals.Kinds;

/// <summary>Streams as a trace recorded them: Azure Functions 2019 or 2021, or a column of arrival times, as
/// <c>record</c> writes one.</summary>
[ArrivalKind("trace", "streams as they were recorded: Azure Functions 2019 or 2021, or a column arrival_s")]
[WorkloadOption("file", "the trace, from the scenario's folder", Type = KeyType.Text)]
[WorkloadOption("timeScale", "how many times faster than recorded: 60 makes a second of a minute",
    Type = KeyType.Number, Default = "1", Minimum = 0.001, Maximum = 1_000_000)]
[WorkloadOption("span", "how much of a session, from its start; later arrivals are left out", Type = KeyType.Duration,
    Default = "86400", Minimum = 0.001, Maximum = 86_400)]
[WorkloadOption("streams", "at most how many come in a session: the first of the trace", Type = KeyType.Integer,
    Default = "10000", Minimum = 1, Maximum = ArrivalKindAttribute.MostStreams)]
public sealed class TraceKind : IArrivalKind
{
    private const long MostBytes = 256 << 20;

    /// <inheritdoc />
    public IArrivalProcess Create(ArrivalSpec spec)
    {
        var (path, name) = (ArrivalCatalog.FileOf(spec)!, spec.Options["file"]);
        try
        {
            var bytes = new FileInfo(path).Length;
            return bytes > MostBytes
                ? throw new FormatException($"line 1: {bytes} bytes; a trace has at most {MostBytes}")
                : new MergedArrivals(
                    TraceFile.Read(File.ReadLines(path), spec.Number("timeScale")), spec.Number("span"));
        }
        catch (FormatException wrong)
        {
            // The messages of the reader begin with "line 3: ".
            throw new FormatException(
                $"{name}:{wrong.Message["line ".Length..]}", wrong);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{name}:1: cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <inheritdoc />
    public double ExpectedSeconds(ArrivalSpec spec) => spec.Number("span");
}

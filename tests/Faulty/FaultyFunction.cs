using System.Globalization;
using Eval.Systems.Sdk;

namespace Eval.Tests.Faulty;

/// <summary>A function that gives back what it gets, and goes wrong in the way that its stream's parameter
/// <c>fault</c> names.</summary>
/// <param name="arguments">Its name; then how many outputs an input has, each with a byte of its own behind it (none:
/// one, as it came); then anything, to be a stage in which nothing goes wrong.</param>
public sealed class FaultyFunction(IReadOnlyList<string> arguments) : ISynchronousStreamFunction
{
    /// <summary>What a function in the fault <c>ignore</c> waits for, whatever else happens.</summary>
    public static ManualResetEventSlim Gate { get; } = new();

    /// <inheritdoc />
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
    {
        var fault = arguments.Count > 2 ? "" : context.Parameters.GetValueOrDefault("fault", "");
        var at = long.Parse(context.Parameters.GetValueOrDefault("at", "0"), CultureInfo.InvariantCulture);
        if (fault == "throw-first")
        {
            throw new InvalidOperationException("before the first event");
        }

        if (fault == "never-read")
        {
            context.Cancellation.WaitHandle.WaitOne();
            yield break;
        }

        foreach (var item in input)
        {
            if (fault == "slow")
            {
                context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(60));
            }

            if (item.Sequence == at)
            {
                Fail(fault, context);
            }

            foreach (var output in fault == "never-yield" ? [] : OutputsOf(item))
            {
                yield return output;
            }
        }

        if (fault == "throw-last")
        {
            throw new InvalidOperationException("after the last event");
        }
    }

    private IEnumerable<StreamEvent> OutputsOf(StreamEvent item)
    {
        if (arguments.Count < 2)
        {
            return [item];
        }

        var payload = item.Payload.ToArray();
        return Enumerable.Range(0, int.Parse(arguments[1], CultureInfo.InvariantCulture))
            .Select(time => new StreamEvent(item.Sequence, (byte[])[.. payload, (byte)time]));
    }

    private static void Fail(string fault, StreamContext context)
    {
        switch (fault)
        {
            case "throw-mid":
                throw new InvalidOperationException("in the middle");
            case "until-cancelled":
                context.Cancellation.WaitHandle.WaitOne();
                throw new OperationCanceledException("was cancelled");
            case "bad-cancellation":
                context.Cancellation.Register(() => throw new InvalidOperationException("in its cancellation"));
                context.Cancellation.WaitHandle.WaitOne();
                break;
            case "ignore":
                Gate.Wait();
                break;
            case "spin":
                for (var rounds = 0L; ; rounds++)
                {
                    // It ignores its cancellation, whatever happens.
                    Thread.SpinWait(100);
                }

            default:
                break;
        }
    }
}

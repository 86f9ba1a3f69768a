using System.Globalization;
using Eval.Systems.Sdk;

namespace Eval.Tests.Faulty;

/// <summary>A function that gives back what it gets, and goes wrong in the way that its stream's parameter
/// <c>fault</c> names.</summary>
public sealed class FaultyFunction : ISynchronousStreamFunction
{
    /// <inheritdoc />
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
    {
        var fault = context.Parameters.GetValueOrDefault("fault", "");
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
            if (item.Sequence == at)
            {
                Fail(fault, context);
            }

            if (fault != "never-yield")
            {
                yield return item;
            }
        }

        if (fault == "throw-last")
        {
            throw new InvalidOperationException("after the last event");
        }
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

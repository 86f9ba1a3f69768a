using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// The entry point of a function's program: it serves exactly one stream, on the socket that the control plane left it
/// as descriptor 3, and ends. A program is <c>return FunctionHost.Run(() => new MyFunction());</c>.
/// </summary>
public static class FunctionHost
{
    private const int Completed = 0;
    private const int FunctionFailed = 1;
    private const int ConnectionFailed = 2;

    /// <summary>Serves a stream with a function over blocking iterators, the fastest way to a first event.</summary>
    /// <param name="create">Makes the function; what it throws is reported as the function's failure.</param>
    /// <returns>The exit code: 0 at the end of stream, 1 when the function failed, 2 the connection.</returns>
    public static int Run(Func<ISynchronousStreamFunction> create) =>
        Run(new InstanceConnection(MonotonicClock.NowNs), create);

    /// <summary>Serves a stream with a function over asynchronous iterators. Its input is still read by blocking calls,
    /// so that no thread pool has to start before the first event.</summary>
    /// <returns>The exit code, as of <see cref="Run(Func{ISynchronousStreamFunction})"/>.</returns>
    public static Task<int> RunAsync(IStreamFunction function) =>
        RunAsync(new InstanceConnection(MonotonicClock.NowNs), function);

    internal static int Run(InstanceConnection connection, Func<ISynchronousStreamFunction> create) =>
        ServeAsync(connection, () =>
        {
            var function = create();
            var context = connection.Open();
            foreach (var output in function.Run(connection.Inputs(), context))
            {
                connection.Send(output);
            }

            connection.Finish(context.Trailer.Span);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    internal static Task<int> RunAsync(InstanceConnection connection, IStreamFunction function) =>
        ServeAsync(connection, async () =>
        {
            var context = connection.Open();
            await foreach (var output in function.RunAsync(connection.InputsAsync(), context).ConfigureAwait(false))
            {
                connection.Send(output);
            }

            connection.Finish(context.Trailer.Span);
        });

    private static async Task<int> ServeAsync(InstanceConnection connection, Func<Task> stream)
    {
        using (connection)
        {
            try
            {
                await stream().ConfigureAwait(false);
                return Completed;
            }
            catch (Exception failure) when (failure is IOException or ProtocolException && connection.IsBroken)
            {
                return ConnectionFailed;
            }
            catch (Exception failure)
            {
                // Whatever the function threw belongs into its stream's report; the process then ends in order.
                connection.Fail($"{failure.GetType().Name}: {failure.Message}");
                return FunctionFailed;
            }
        }
    }
}

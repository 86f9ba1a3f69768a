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
    /// <returns>The exit code: 0 at the end of stream, 1 where the function failed, 2 where the connection did.</returns>
    public static int Run(Func<ISynchronousStreamFunction> create)
    {
        var connection = new InstanceConnection(MonotonicClock.NowNs);
        return Serve(connection, () =>
        {
            var function = create();
            var context = connection.Open();
            foreach (var output in function.Run(connection.Inputs(), context))
            {
                connection.Send(output);
            }

            connection.Finish(context.Trailer.Span);
        });
    }

    /// <summary>Serves a stream with a function over asynchronous iterators. Its input is still read by blocking calls,
    /// so that no thread pool has to start before the first event.</summary>
    /// <returns>The exit code, as of <see cref="Run"/>.</returns>
    public static Task<int> RunAsync(IStreamFunction function)
    {
        var connection = new InstanceConnection(MonotonicClock.NowNs);
        return ServeAsync(connection, async () =>
        {
            var context = connection.Open();
            await foreach (var output in function.RunAsync(connection.InputsAsync(), context).ConfigureAwait(false))
            {
                connection.Send(output);
            }

            connection.Finish(context.Trailer.Span);
        });
    }

    private static int Serve(InstanceConnection connection, Action stream) =>
        ServeAsync(connection, () =>
        {
            stream();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

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

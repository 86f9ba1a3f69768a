using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Sdk.Hosting;

/// <summary>
/// The entry point of a function's program: it serves exactly one stream, on the socket that the control plane left it
/// (HostVariable), and ends. A program is <c>return FunctionHost.Run(() => new MyFunction());</c>.
/// </summary>
public static class FunctionHost
{
    /// <summary>Serves a stream with a function over blocking iterators, the fastest way to a first event.</summary>
    /// <param name="create">Makes the function; what it throws is reported as the function's failure.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Func<ISynchronousStreamFunction> create) =>
        ServeAsync(MonotonicClock.NowNs, connection => Invoke(connection, create)).GetAwaiter().GetResult();

    /// <summary>Serves a stream with a function over asynchronous iterators. Its input is still read by blocking calls,
    /// so that no thread pool has to start before the first event.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(IStreamFunction function) =>
        ServeAsync(MonotonicClock.NowNs, connection => InvokeAsync(connection, function));

    internal static int Run(InstanceConnection connection, Func<ISynchronousStreamFunction> create) =>
        ServeAsync(connection, () => Invoke(connection, create)).GetAwaiter().GetResult();

    internal static Task<int> RunAsync(InstanceConnection connection, IStreamFunction function) =>
        ServeAsync(connection, () => InvokeAsync(connection, function));

    private static async Task<int> ServeAsync(long mainEnteredNs, Func<InstanceConnection, Task> invoke)
    {
        InstanceConnection connection;
        try
        {
            connection = new InstanceConnection(HostSocket.Control(), mainEnteredNs)
            {
                AcceptsItself = HostVariable.IsSet(HostVariable.Accept),
                ConnectedItself = HostSocket.IsToBeMade,
            };
        }
        catch (IOException)
        {
            return HostExit.ConnectionFailed;
        }

        return await ServeAsync(connection, () =>
        {
            SelfHardening.Apply();
            if (HostVariable.IsSet(HostVariable.Parked))
            {
                Rehearsal.Run();
                connection.Prepare();
            }

            return invoke(connection);
        }).ConfigureAwait(false);
    }

    private static Task Invoke(InstanceConnection connection, Func<ISynchronousStreamFunction> create)
    {
        var function = create();
        var context = connection.Begin();
        foreach (var output in function.Run(connection.Input.Events(), context))
        {
            connection.Output.Send(output);
        }

        connection.Finish(context.Trailer.Span);
        return Task.CompletedTask;
    }

    private static async Task InvokeAsync(InstanceConnection connection, IStreamFunction function)
    {
        var context = connection.Begin();
        var outputs = function.RunAsync(connection.Input.EventsAsync(), context);
        await foreach (var output in outputs.ConfigureAwait(false))
        {
            connection.Output.Send(output);
        }

        connection.Finish(context.Trailer.Span);
    }

    private static async Task<int> ServeAsync(InstanceConnection connection, Func<Task> stream)
    {
        using (connection)
        {
            try
            {
                await stream().ConfigureAwait(false);
                return HostExit.Completed;
            }
            catch (ProducerTooSlowException slow)
            {
                connection.Fail(slow.Message);
                return slow.Exit;
            }
            catch (Exception failure) when (failure is IOException or ProtocolException && connection.IsBroken)
            {
                connection.TellBroken(failure.Message);
                return HostExit.ConnectionFailed;
            }
            catch (NoProducerException)
            {
                // Nothing is said: what is said on this connection is about a stream.
                return HostExit.NoProducer;
            }
            catch (HostStartException refused)
            {
                connection.Fail($"{ErrorText.NotStarted}: {refused.Message}");
                return HostExit.NotStarted;
            }
            catch (Exception failure)
            {
                // Whatever the function threw belongs into its stream's report; the process then ends in order.
                connection.Fail($"{failure.GetType().Name}: {failure.Message}");
                return HostExit.FunctionFailed;
            }
        }
    }
}

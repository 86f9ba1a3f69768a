namespace Eval.Tests.Shared;

/// <summary>Waits for what happens in its own time; a hang ends with the test's failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Until that is so.</summary>
    /// <exception cref="OperationCanceledException">It was not for 30 s.</exception>
    public static async Task HoldsAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
        {
            await Task.Delay(Look, limit.Token);
        }
    }
}

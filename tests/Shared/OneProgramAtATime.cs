using Eval.Tests.Shared;
using Xunit;

[assembly: AssemblyFixture(typeof(OneProgramAtATime))]

namespace Eval.Tests.Shared;

/// <summary>
/// <c>dotnet test</c> starts the programs of all test projects at once; on two cores they would disturb each other's
/// real streams. Each waits here for a lock on a file, which the kernel frees however its holder ends.
/// </summary>
public sealed class OneProgramAtATime : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private FileStream? _lock;

    /// <summary>Waits for the other test programs.</summary>
    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "eval-tests.lock");
        using var limit = new CancellationTokenSource(Limit);
        while (_lock is null)
        {
            try
            {
                _lock = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }
    }

    /// <summary>Lets the next one go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }
}

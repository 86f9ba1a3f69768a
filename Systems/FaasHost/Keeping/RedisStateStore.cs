using System.Buffers.Binary;
using System.Net.Sockets;
using Eval.Systems.Functions.Remembering;
using StackExchange.Redis;

namespace Eval.Systems.FaasHost.Keeping;

/// <summary>
/// States in a Redis server. A value is the number of exchanges (64 bits, little-endian), then the state; it is
/// exchanged by a script, which Redis runs alone. Every wait is bounded. Once a request has failed nobody knows what
/// the stream's state is, so that every later one fails at once.
/// </summary>
internal sealed class RedisStateStore : IStateStore
{
    private const int LimitMilliseconds = 2_000;
    private const int VersionBytes = sizeof(long);
    private const int KeptSeconds = 3_600;
    private const int LongestReason = 160;

    private const string Exchange = """
        if redis.call('GETRANGE', KEYS[1], 0, 7) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
        return 1
        """;

    // Subscriptions would take a second connection, and the rest asks a cluster's questions at each cold start.
    private static readonly HashSet<string> Unused = ["SUBSCRIBE", "CONFIG", "INFO", "CLUSTER"];

    private readonly Task<ConnectionMultiplexer> _connecting;
    private volatile string? _lost;

    private RedisStateStore(Task<ConnectionMultiplexer> connecting) => _connecting = connecting;

    /// <summary>Begins to connect to the server at that Unix socket; whoever asks first waits for it.</summary>
    public static RedisStateStore Open(string socket) => new(ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        EndPoints = { new UnixDomainSocketEndPoint(socket) },
        AbortOnConnectFail = true,
        AsyncTimeout = LimitMilliseconds,
        BacklogPolicy = BacklogPolicy.FailFast,
        CommandMap = CommandMap.Create(Unused, available: false),
        ConnectRetry = 1,
        ConnectTimeout = LimitMilliseconds,
        DefaultVersion = new Version(6, 0),
        SetClientLibrary = false,
        SyncTimeout = LimitMilliseconds,
        TieBreaker = "",
    }));

    /// <inheritdoc />
    public async Task<StoredState> ReadAsync(string stream)
    {
        var value = await AskAsync(redis => redis.StringGetAsync(KeyOf(stream)));
        return (byte[]?)value is { Length: >= VersionBytes } bytes
            ? new StoredState(BinaryPrimitives.ReadInt64LittleEndian(bytes), bytes.AsMemory(VersionBytes))
            : default;
    }

    /// <inheritdoc />
    public async Task<bool> TryExchangeAsync(string stream, StoredState before, ReadOnlyMemory<byte> after)
    {
        var expected = before.Version == 0 ? [] : new byte[VersionBytes];
        if (expected.Length > 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(expected, before.Version);
        }

        var value = new byte[VersionBytes + after.Length];
        BinaryPrimitives.WriteInt64LittleEndian(value, before.Version + 1);
        after.CopyTo(value.AsMemory(VersionBytes));
        var exchanged = await AskAsync(redis => redis.ScriptEvaluateAsync(
            Exchange, [KeyOf(stream)], [expected, value, KeptSeconds]));
        return (long)exchanged == 1;
    }

    private static RedisKey KeyOf(string stream) => $"eval:{stream}";

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (_lost is { } already)
        {
            throw new IOException(already);
        }

        try
        {
            var connection = await _connecting;
            return await ask(connection.GetDatabase());
        }
        catch (Exception failure) when (failure is RedisException or RedisTimeoutException)
        {
            // The library's messages go on with pages of its counters.
            var words = failure.Message[..Math.Min(failure.Message.Length, LongestReason)];
            _lost = $"the state in Redis is lost: {words}";
            throw new IOException(_lost, failure);
        }
    }
}

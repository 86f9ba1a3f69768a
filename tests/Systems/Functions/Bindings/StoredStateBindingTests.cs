using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Functions.Remembering;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Bindings;

/// <summary>Goal: an event's part in a state is neither lost nor counted twice, whoever else writes. Method: a store in
/// memory that another writes to at chosen moments.</summary>
public sealed class StoredStateBindingTests
{
    private readonly Probe _probe = new(8);

    [Fact]
    public async Task Each_event_finds_what_the_one_before_left_and_pays_two_requests()
    {
        var binding = new StoredStateBinding(Summing, FunctionParameters.None, new SharedStore());
        var outcomes = new List<StoredOutcome>();
        for (var i = 0; i < 3; i++)
        {
            outcomes.Add(await binding.HandleAsync("s", Event(i, 5), _probe));
        }

        outcomes.Select(SumOf).ShouldBe([5, 10, 15]);
        outcomes[0].Traffic.ShouldBe(new StateTraffic(2, 0, sizeof(long)));
        outcomes[2].Traffic.ShouldBe(new StateTraffic(2, sizeof(long), sizeof(long)));
        _probe.Records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1 && record.ProcessedNs > 0);
    }

    [Fact]
    public async Task Streams_have_states_of_their_own()
    {
        var binding = new StoredStateBinding(Summing, FunctionParameters.None, new SharedStore());

        SumOf(await binding.HandleAsync("a", Event(0, 5), _probe)).ShouldBe(5);
        SumOf(await binding.HandleAsync("b", Event(1, 7), _probe)).ShouldBe(7);
    }

    [Fact]
    public async Task Where_another_was_faster_the_event_is_handled_again_on_the_newer_state()
    {
        var store = new SharedStore { Intruders = 2 };
        var binding = new StoredStateBinding(Summing, FunctionParameters.None, store);

        var outcome = await binding.HandleAsync("s", Event(0, 5), _probe);

        SumOf(outcome).ShouldBe(205);
        outcome.Traffic.Requests.ShouldBe(6);
        _probe.Records.ShouldHaveSingleItem().Deliveries.ShouldBe(1);
    }

    [Fact]
    public async Task A_state_that_never_stands_still_gives_up_with_its_reason()
    {
        var binding = new StoredStateBinding(
            Summing, FunctionParameters.None, new SharedStore { Intruders = int.MaxValue });

        var failure = await Should.ThrowAsync<IOException>(() => binding.HandleAsync("s", Event(0, 5), _probe));

        failure.Message.ShouldBe("the state changed 1000 times while one event was handled");
        _probe.Records.ShouldHaveSingleItem().ProcessedNs.ShouldBe(0);
    }

    private static StepDefinition Summing { get; } = StepDefinition.Of(
        "summing", "for tests", isStateful: true, _ => new Sum(), (input, sum) => [sum.After(input)]);

    private static StreamEvent Event(long sequence, byte value) => new(sequence, new[] { value });

    private static long SumOf(StoredOutcome outcome) =>
        BitConverter.ToInt64(outcome.Outputs.ShouldHaveSingleItem().Payload.Span);

    private sealed class Sum : IPortableState
    {
        private long _sum;

        public StreamEvent After(StreamEvent input)
        {
            _sum += input.Payload.Span[0];
            return input with { Payload = BitConverter.GetBytes(_sum) };
        }

        public void Carry(StateBytes bytes) => bytes.Carry(ref _sum);
    }

    /// <summary>A store that an intruder adds 100 to before each of the first exchanges.</summary>
    private sealed class SharedStore : IStateStore
    {
        private readonly Dictionary<string, StoredState> _states = [];

        public int Intruders { get; set; }

        public Task<StoredState> ReadAsync(string stream) => Task.FromResult(_states.GetValueOrDefault(stream));

        public Task<bool> TryExchangeAsync(string stream, StoredState before, ReadOnlyMemory<byte> after)
        {
            if (Intruders > 0)
            {
                Intruders--;
                var now = _states.GetValueOrDefault(stream);
                var sum = now.Version == 0 ? 0 : BitConverter.ToInt64(now.Bytes.Span);
                _states[stream] = new StoredState(now.Version + 1, BitConverter.GetBytes(sum + 100));
            }

            var isSame = _states.GetValueOrDefault(stream).Version == before.Version;
            if (isSame)
            {
                _states[stream] = new StoredState(before.Version + 1, after.ToArray());
            }

            return Task.FromResult(isSame);
        }
    }
}

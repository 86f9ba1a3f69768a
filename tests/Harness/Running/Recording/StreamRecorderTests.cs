using Eval.Harness.Running.Recording;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Recording;

/// <summary>Goal: whoever looks at processes is called once for each instance beyond the first.</summary>
public sealed class StreamRecorderTests : IDisposable
{
    private readonly StreamRecorder _recorder = new(events: 1);

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public void The_first_instance_and_repeated_answers_call_nobody()
    {
        _recorder.Answered("a");
        _recorder.Answered("a");
        IsAnotherThere().ShouldBeFalse();
    }

    [Fact]
    public void Each_further_instance_calls_once()
    {
        _recorder.Answered("a");
        _recorder.Answered("b");
        _recorder.Answered("c");
        _recorder.Answered("b");
        IsAnotherThere().ShouldBeTrue();
        IsAnotherThere().ShouldBeTrue();
        IsAnotherThere().ShouldBeFalse();
    }

    /// <summary>The goal: a process is not ended before the look that its first answer calls for.</summary>
    [Fact]
    public async Task Whoever_ends_instances_waits_until_each_that_answered_has_been_looked_at()
    {
        _recorder.Ending();
        _recorder.Answered("a");
        _recorder.Returned(new StreamEvent(0, new byte[1]), 1);
        _recorder.Returned(new StreamEvent(0, new byte[1]), 2);
        _recorder.Answered("b");
        var ending = Task.Run(_recorder.Ending, TestContext.Current.CancellationToken);
        _recorder.Looked();
        ending.IsCompleted.ShouldBeFalse("b has not been looked at");
        _recorder.Looked();
        await ending;
        _recorder.Ending();
    }

    private bool IsAnotherThere()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            _recorder.AwaitAnother(now.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

using Eval.Harness.Running.Recording;
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

using Eval.Systems.StreamFunctions.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: a stream's thread looks before it sleeps where that pays off, and sleeps at once where it does not.
/// </summary>
public sealed class BriefLookTests
{
    [Fact]
    public void A_stream_that_answers_at_once_is_looked_at_though_its_events_are_far_apart()
    {
        var look = new BriefLook();
        for (var i = 0; i < 1000; i++)
        {
            look.IsWorthwhile().ShouldBeTrue();
            look.Learn(hasFound: i % 2 == 0);
        }
    }

    [Fact]
    public void One_that_never_does_is_left_alone_but_for_a_try_now_and_then()
    {
        var look = new BriefLook();
        var looks = 0;
        for (var i = 0; i < 6400; i++)
        {
            if (look.IsWorthwhile())
            {
                looks++;
                look.Learn(hasFound: false);
            }
        }

        looks.ShouldBeInRange(50, 150);
    }

    [Fact]
    public void One_that_begins_to_is_noticed()
    {
        var look = new BriefLook();
        while (look.IsWorthwhile())
        {
            look.Learn(hasFound: false);
        }

        while (!look.IsWorthwhile())
        {
            // Left out.
        }

        look.Learn(hasFound: true);
        look.IsWorthwhile().ShouldBeTrue();
    }
}

namespace Eval.Systems.Simulation.Queues;

/// <summary>Erlang's formulas, by the stable recursion B(0) = 1, B(c) = aB(c−1)/(c + aB(c−1)).</summary>
public static class Erlang
{
    /// <summary>B(c, a): the fraction lost by c servers without a queue at an offered load of a erlangs.</summary>
    public static double Blocking(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        ArgumentOutOfRangeException.ThrowIfNegative(load);
        var blocking = 1.0;
        for (var c = 1; c <= servers; c++)
        {
            blocking = load * blocking / (c + (load * blocking));
        }

        return blocking;
    }

    /// <summary>C(c, a): the probability of waiting in M/M/c; a must be below c.</summary>
    public static double Waiting(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(load, servers);
        var blocking = Blocking(servers, load);
        return servers * blocking / (servers - (load * (1 - blocking)));
    }
}

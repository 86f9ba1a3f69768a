namespace Eval.Systems.Simulation.Kernel;

/// <summary>Whom the kernel tells that something happens.</summary>
public interface IEventHandler
{
    /// <summary>It happens now.</summary>
    /// <param name="a">The first number that was scheduled with it.</param>
    /// <param name="b">The second.</param>
    void Handle(int a, long b);
}

namespace Eval.Systems.Abstractions;

/// <summary>Declares a part of a system that can be killed while a stream runs. Those of <c>instance</c> and
/// <c>worker</c> are what <see cref="ISystemUnderTest.ObserveAsync"/> tells in the role "function" and as serving; the
/// <c>broker</c> is <see cref="Deployment.BrokerProcessId"/>.</summary>
/// <param name="part">instance, worker or broker.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SystemFaultAttribute(string part) : Attribute
{
    /// <summary>instance, worker or broker.</summary>
    public string Part { get; } = part;

    /// <summary>Conditions as those of <see cref="SystemOptionAttribute.OnlyIf"/>; where one does not hold, there is no
    /// such part.</summary>
    public string[] OnlyIf { get; init; } = [];
}

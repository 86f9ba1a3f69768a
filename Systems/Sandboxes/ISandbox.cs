namespace Eval.Systems.Sandboxes;

/// <summary>One rung of the isolation ladder: starts programs, each in a box of its own.</summary>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>Whether a program inherits descriptors; where it cannot, it is given a folder with a socket.</summary>
    bool InheritsDescriptors { get; }

    /// <summary>The protections that are off or that nothing enforces here, in the words of a row's relaxed column, such
    /// as <c>seccomp</c>; what cannot be enforced is known once <see cref="PrepareAsync"/> is done.</summary>
    IReadOnlyList<string> Relaxed { get; }

    /// <summary>Checks that the rung works here, makes what all its boxes share (image, slots), and ends what an
    /// earlier owner of the same label left behind.</summary>
    /// <exception cref="SandboxException">Something is missing; the message says what to install.</exception>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Issues a start, on the caller's thread; where starting takes long it goes on after the call.</summary>
    /// <exception cref="SandboxException">It could not be issued.</exception>
    ISandboxedInstance Start(SandboxCommand command);
}

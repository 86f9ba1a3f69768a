namespace Eval.Harness.Analysis.Discovery;

/// <summary>Finds what is one file in a folder: a newcomer is listed without being registered anywhere.</summary>
internal static class Implementations
{
    /// <summary>One of each class of this assembly that implements <typeparamref name="T"/>, ordered by name.</summary>
    public static IReadOnlyList<T> Of<T>(Func<T, string> name) =>
    [
        .. typeof(T).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T))
                && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (T)Activator.CreateInstance(type)!)
            .OrderBy(name, StringComparer.Ordinal),
    ];
}

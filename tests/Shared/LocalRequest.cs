namespace Eval.Tests.Shared;

/// <summary>What a client sent to a <see cref="LocalFunction"/>.</summary>
internal sealed record LocalRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>Runs a function of the catalogue on each event; its state lives as long as the job.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record MapOperator(string Function, IReadOnlyDictionary<string, string> Parameters);

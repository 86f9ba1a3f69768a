namespace Eval.Systems.Functions.Bindings;

/// <summary>The one parameter that bindings read for themselves.</summary>
public static class Expected
{
    /// <summary>How many events the producer will send: the size of the probe.</summary>
    public const string Parameter = "expectedEvents";
}

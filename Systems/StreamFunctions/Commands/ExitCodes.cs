namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>With what the program ends.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int WrongUsage = 2;

    /// <summary>Something that was asked for is not there, such as an engine or a free address: as for wrong usage,
    /// trying again does not help.</summary>
    public const int CannotServe = 2;
}

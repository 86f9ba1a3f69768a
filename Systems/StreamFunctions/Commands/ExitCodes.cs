namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>With what the program ends.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    public const int WrongUsage = 2;
}

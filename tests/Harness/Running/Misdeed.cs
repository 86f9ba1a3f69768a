namespace Eval.Tests.Harness.Running;

/// <summary>What a misbehaving system does wrong.</summary>
public enum Misdeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One byte of one output.</summary>
    AnswersWrong,

    /// <summary>An event never reaches the function.</summary>
    Drops,

    /// <summary>An event reaches it twice.</summary>
    Doubles,

    /// <summary>An event comes after the one that follows it.</summary>
    Swaps,

    /// <summary>The stream never ends.</summary>
    Hangs,

    /// <summary>An instance was there before the stream.</summary>
    StaysWarm,

    /// <summary>It tells of an instance that nobody saw.</summary>
    LiesAboutItself,
}

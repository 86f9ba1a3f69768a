namespace Eval.Harness.Model;

/// <summary>A question with an answer in closed form, beside the simulated one.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="ClosedForm">The answer in closed form.</param>
/// <param name="Simulated">What the simulator says.</param>
public sealed record KnownAnswer(string Question, double ClosedForm, double Simulated)
{
    /// <summary>How far the simulated answer is off, as a share of the other.</summary>
    public double Error => Math.Abs(Simulated - ClosedForm) / Math.Abs(ClosedForm);
}

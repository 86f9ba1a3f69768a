using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Containers;

namespace Eval.Harness.Cli.Diagnosis;

/// <summary>What earlier runs with <c>isolation: docker</c> left on the disk.</summary>
internal static class ContainerImageFinding
{
    private const double MegaByte = 1e6;

    /// <summary>One finding where there are images, none where there are not or no engine answers.</summary>
    public static IEnumerable<Finding> IfAny()
    {
        try
        {
            var (count, bytes) = ContainerImages.UnusedAsync(CancellationToken.None).GetAwaiter().GetResult();
            return count == 0
                ? []
                :
                [
                    new Finding(
                        "container images", true, false,
                        string.Create(CultureInfo.InvariantCulture, $"{count}, {bytes / MegaByte:0} MB"),
                        "kept from earlier runs, made again when needed; to remove them: "
                        + ContainerImages.RemovalCommand, ""),
                ];
        }
        catch (SandboxException)
        {
            // Whether an engine answers is another finding.
            return [];
        }
    }
}

using Eval.Harness.Presentation.Figures;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Figures;

public sealed class FigureDump
{
    [Fact]
    public void Dump()
    {
        Directory.CreateDirectory("/tmp/fig");
        foreach (var f in FigureCatalog.All)
        {
            FigureFiles.Write("/tmp/fig", f, f.Draw(SampleRun.Create(3))!, "x");
        }
    }
}

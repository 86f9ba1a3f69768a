using Eval.Harness.Model;
using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation;

/// <summary>The raw file of a run whose sessions have many streams each.</summary>
public static class FleetFolder
{
    /// <summary>The sessions in that run's folder, as they were written.</summary>
    /// <exception cref="RunFolderException">There are none, or the file is damaged.</exception>
    public static IReadOnlyList<FleetAggregate> Read(RunFolder folder)
    {
        var path = Path.Combine(folder.Directory, AggregatesTable.Table.FileName);
        if (File.Exists(Path.Combine(folder.Directory, BreakEvenSamplesTable.Table.FileName)))
        {
            throw new RunFolderException(
                $"{folder.Directory} holds a break-even map, which has no trials to analyse: use `break-even` again");
        }

        if (!File.Exists(path))
        {
            throw new RunFolderException(
                $"{path} is missing: the sessions of this run are not there; `resume` makes them");
        }

        try
        {
            using var file = File.OpenRead(path);
            return [.. CsvTable.Read(file).Select(AggregatesTable.Read)];
        }
        catch (Exception damage) when (
            damage is FormatException or OverflowException or KeyNotFoundException or InvalidDataException)
        {
            throw new RunFolderException($"{path} is damaged: {damage.Message}", damage);
        }
    }
}

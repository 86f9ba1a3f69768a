using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A bundled function's name, the path of an executable, or a list of these, which is a workflow.</summary>
/// <param name="Known">The bundled functions.</param>
/// <param name="Folder">Where relative paths begin: the scenario file's folder. Null where the text comes from no file,
/// as in a manifest; then paths are taken as they are and nothing is looked for.</param>
internal sealed record FunctionShape(IReadOnlyList<KindDescription> Known, string? Folder)
    : IShape<IReadOnlyList<FunctionStage>>
{
    /// <summary>The most functions in a workflow.</summary>
    public const int MaximumStages = 8;

    private const int LongestPath = 4096;
    private const string Form = "a function's name, a path such as ./function, or a list of these";

    /// <inheritdoc />
    public bool TryRead(
        string name, Node node, ErrorList errors, [NotNullWhen(true)] out IReadOnlyList<FunctionStage>? value)
    {
        value = null;
        if (node is not SequenceNode list)
        {
            value = Stage(name, node, errors) is { } single ? [single] : null;
            return value is not null;
        }

        if (list.Items.Count is < 2 or > MaximumStages)
        {
            errors.Add(list.At, $"a workflow has 2 to {MaximumStages} functions; this one has {list.Items.Count}");
            return false;
        }

        var stages = list.Items.Select(item => Stage(name, item, errors)).ToList();
        value = stages.Contains(null) ? null : [.. stages.OfType<FunctionStage>()];
        return value is not null;
    }

    /// <inheritdoc />
    public JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            One(),
            new JsonObject
            {
                ["type"] = "array", ["minItems"] = 2, ["maxItems"] = MaximumStages, ["items"] = One(),
            }),
    };

    private JsonObject One() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. Known.Select(function => (JsonNode)function.Kind)]) },
            new JsonObject { ["type"] = "string", ["pattern"] = "^(/|\\./|\\.\\./)." }),
    };

    private FunctionStage? Stage(string key, Node node, ErrorList errors)
    {
        if (!Expected.TryScalar(key, node, Form, errors, out var scalar))
        {
            return null;
        }

        if (IsPath(scalar.Text))
        {
            return Executable(scalar, errors);
        }

        if (Known.FirstOrDefault(function => function.Kind == scalar.Text) is { } known)
        {
            return new FunctionStage(scalar.Text, null)
            {
                IsStateful = known.IsStateful,
                IsKeyed = known.IsKeyed,
                HasPortableState = known.HasPortableState,
            };
        }

        errors.Add(
            node.At, UnknownName.Message("function", scalar.Text, [.. Known.Select(function => function.Kind)]));
        return null;
    }

    private FunctionStage? Executable(ScalarNode path, ErrorList errors)
    {
        if (path.Text.Length > LongestPath || path.Text.EnumerateRunes().Any(rune => !Shown.IsPrintable(rune)))
        {
            errors.Add(path.At, $"{Shown.Quoted(path.Text)} is no usable path");
            return null;
        }

        if (Folder is null)
        {
            return new FunctionStage(path.Text, path.Text);
        }

        var absolute = Path.GetFullPath(path.Text, Path.GetFullPath(Folder));
        if (ProblemOf(absolute) is not { } problem)
        {
            return new FunctionStage(path.Text, absolute);
        }

        errors.Add(path.At, $"{Shown.Quoted(path.Text)} {problem}");
        return null;
    }

    private static bool IsPath(string text) =>
        text.StartsWith('/') || text.StartsWith("./", StringComparison.Ordinal)
        || text.StartsWith("../", StringComparison.Ordinal);

    private static string? ProblemOf(string file)
    {
        const UnixFileMode executable =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!File.Exists(file))
        {
            return Directory.Exists(file)
                ? "is a folder, not a program"
                : "is not there; paths begin at the scenario file's folder";
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & executable) == 0
            ? "is not executable: chmod +x"
            : null;
    }
}

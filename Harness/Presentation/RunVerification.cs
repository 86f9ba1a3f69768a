using System.Text.Json;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Storage;

namespace Eval.Harness.Presentation;

/// <summary>
/// Whether a run folder holds what was written to it. manifest.sha256 vouches for the manifest, the manifest for the
/// raw files, derived.json for what follows from them; derived.json itself has one possible text for what it says, so
/// that a change of any byte of any of these files shows.
/// </summary>
public static class RunVerification
{
    /// <summary>Every file that the folder should hold, and what is wrong with it.</summary>
    public static IReadOnlyList<FileCheck> Check(string directory)
    {
        var manifest = Read(directory, RunFolder.ManifestFile);
        if (manifest is null)
        {
            return [new FileCheck(RunFolder.ManifestFile, "missing or unreadable")];
        }

        var expected = RunFolder.ManifestHash(manifest);
        var isRight = Read(directory, RunFolder.ManifestHashFile)?.AsSpan().SequenceEqual(expected) == true;
        return
        [
            new FileCheck(RunFolder.ManifestFile, isRight ? null : $"does not fit {RunFolder.ManifestHashFile}"),
            .. isRight ? Raw(directory, manifest) : [],
            .. Derived(directory, manifest),
        ];
    }

    /// <summary>Whether derived.json and all that it names are there and follow from the folder's manifest.</summary>
    public static bool DerivedIsWhole(string directory) =>
        Read(directory, RunFolder.ManifestFile) is { } manifest
        && Derived(directory, manifest).All(check => check.Problem is null);

    private static IEnumerable<FileCheck> Raw(string directory, byte[] manifest)
    {
        var hashes = Parse<RunManifest>(manifest)?.Sha256;
        return hashes is not { Count: > 0 }
            ? [new FileCheck(RunFolder.ManifestFile, "the run has not ended: it holds no hashes yet; resume it")]
            : Files(directory, hashes);
    }

    private static IEnumerable<FileCheck> Derived(string directory, byte[] manifest)
    {
        var content = Read(directory, RunFolder.DerivedFile);
        if (content is null)
        {
            return [new FileCheck(RunFolder.DerivedFile, "missing or unreadable; analyze writes it")];
        }

        var derived = Parse<DerivedFiles>(content);
        if (derived?.Sha256 is null || !RunFolder.Json(derived).AsSpan().SequenceEqual(content))
        {
            return [new FileCheck(RunFolder.DerivedFile, "not as it was written")];
        }

        var problem = derived.ManifestSha256 == ContentHash.Of(manifest) ? null : "follows from another manifest";
        return Files(directory, derived.Sha256).Prepend(new FileCheck(RunFolder.DerivedFile, problem));
    }

    private static IEnumerable<FileCheck> Files(string directory, IReadOnlyDictionary<string, string> hashes) =>
        hashes.Select(file => new FileCheck(file.Key, Problem(directory, file.Key, file.Value)));

    private static string? Problem(string directory, string file, string hash)
    {
        if (Path.IsPathRooted(file) || file.Split('/').Contains(".."))
        {
            return "lies outside the folder";
        }

        var content = Read(directory, file);
        return content is null ? "missing or unreadable" : ContentHash.Of(content) == hash ? null : "changed";
    }

    private static T? Parse<T>(byte[] json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, RecordJson.Indented);
        }
        catch (Exception damage) when (damage is JsonException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[]? Read(string directory, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, file));
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

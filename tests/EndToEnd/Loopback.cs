namespace Eval.Tests.EndToEnd;

/// <summary>A scenario that needs nothing and takes a few seconds.</summary>
internal static class Loopback
{
    /// <summary>Its text, with further lines at its end.</summary>
    public static string Scenario(int repetitions, string lines = "", string coldStart = "5ms") => $$"""
        schema: 1
        name: loopback
        seed: 7
        workload: { kind: video, rate: 50/s, width: 8, height: 8, distinct: 2 }
        function: grayscale
        durations: [100ms, 200ms]
        repetitions: {{repetitions}}
        pause: 0s
        systems:
          - { name: loop, kind: loopback }
          - { name: known, kind: known-answer, coldStart: {{coldStart}}, perEvent: 1ms }
        {{lines}}
        """;

    /// <summary>Writes it to a file.</summary>
    public static string Write(
        ScratchFolder scratch, int repetitions, string lines = "", string coldStart = "5ms")
    {
        var file = scratch.At("loopback.yaml");
        File.WriteAllText(file, Scenario(repetitions, lines, coldStart));
        return file;
    }
}

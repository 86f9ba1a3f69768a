namespace Eval.Harness.Cli.Diagnosis;

/// <summary>What some scenarios need beyond the .NET SDK, by the names that adapters use.</summary>
internal static class Parts
{
    private static readonly Dictionary<string, Func<Finding>> ByName = new()
    {
        ["bubblewrap"] = () => Program("bubblewrap", "bwrap", "isolation: bubblewrap", "apt-get install bubblewrap"),
        ["docker-engine"] = DockerEngine.Finding,
        ["nats-server"] = () => Program(
            "nats-server", "nats-server", "buffer: nats, output to a NATS subject", "apt-get install nats-server"),
        ["nodejs"] = () => Program(
            "node", "node", "kind: functions-framework", "apt-get install nodejs npm"),
        ["npm"] = () => Program(
            "npm", "npm", "packages of functions-framework and workerd", "apt-get install nodejs npm"),
        ["redis-server"] = () => Program(
            "redis-server", "redis-server", "state: redis", "apt-get install redis-server"),
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>Whether that part is here.</summary>
    public static Finding Find(string name) => ByName[name]();

    private static Finding Program(string name, string program, string purpose, string remedy)
    {
        var path = ProgramSearch.Find(program);
        return new Finding(name, path is not null, false, path ?? "", purpose, remedy);
    }
}

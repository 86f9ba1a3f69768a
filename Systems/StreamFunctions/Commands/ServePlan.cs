using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Managing;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>What <c>serve</c> will do.</summary>
/// <param name="Configuration">Of the control plane.</param>
/// <param name="HttpPort">Of the management API, or null: none.</param>
/// <param name="Door">To other machines, or null: none.</param>
/// <param name="EndsWithParent">Whether it ends when standard input closes; else at a signal.</param>
internal sealed record ServePlan(
    ServerConfiguration Configuration, int? HttpPort, DoorSettings? Door, bool EndsWithParent)
{
    private const int LongestSocketPath = 99;

    /// <summary>The plan, or null where something is wrong.</summary>
    public static ServePlan? Of(ServeArguments arguments, Mistakes mistakes)
    {
        var configuration = arguments.ConfigurationFile is { } file
            ? FromFile(file, arguments, mistakes)
            : FromArguments(arguments, mistakes);
        if (arguments.Http is < 0 or > IPEndPoint.MaxPort)
        {
            mistakes.Add($"--http {arguments.Http}: a port is 0 to {IPEndPoint.MaxPort}");
        }

        if (configuration is { Functions.Count: 0 } && arguments.Http is null)
        {
            mistakes.Add("nothing to serve: give --function name=./path, or --http PORT to deploy later");
        }

        var door = DoorOf(arguments, mistakes);
        return mistakes.AreNone
            ? new ServePlan(configuration!, arguments.Http, door, arguments.ConfigurationFile is not null)
            : null;
    }

    private static ServerConfiguration? FromFile(string file, ServeArguments arguments, Mistakes mistakes)
    {
        if (arguments.Socket is not null || arguments.Functions.Count > 0 || arguments.Isolation is not null)
        {
            mistakes.Add("a configuration file says socket, functions and isolation itself: give one or the other");
        }

        try
        {
            var configuration = ConfigurationFile.Read(file);
            mistakes.AddRange(Ranges.MistakesIn(configuration).Select(mistake => $"{file}: {mistake}"));
            return configuration;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            mistakes.Add($"{file}: {unreadable.Message}");
            return null;
        }
    }

    private static ServerConfiguration FromArguments(ServeArguments arguments, Mistakes mistakes)
    {
        var socket = Path.GetFullPath(arguments.Socket is { Length: > 0 } path ? path : "socket");
        if (arguments.Socket is not { Length: > 0 })
        {
            mistakes.Add("where to listen? Give --socket PATH, or a configuration file");
        }
        else if (Encoding.UTF8.GetByteCount(socket) > LongestSocketPath)
        {
            mistakes.Add($"--socket {socket}: at most {LongestSocketPath} bytes are allowed");
        }
        else if (!Directory.Exists(Path.GetDirectoryName(socket)))
        {
            mistakes.Add($"--socket {socket}: its folder does not exist");
        }

        var isolation = IsolationName.Read(arguments.Isolation ?? "process", mistakes);
        FunctionDeployment[] functions =
        [
            .. arguments.Functions.Select(text => FunctionArgument.Read(text, isolation, mistakes))
                .OfType<FunctionDeployment>(),
        ];
        mistakes.AddRange(functions.SelectMany(DeploymentMistakes.Of).Select(mistake => $"--function: {mistake}"));
        mistakes.AddRange(functions.GroupBy(function => function.Name).Where(group => group.Count() > 1)
            .Select(group => $"--function: {group.Key} is given twice"));
        return new ServerConfiguration { SocketPath = socket, Owner = OwnerOf(socket), Functions = functions };
    }

    /// <summary>The same for the same socket, so that a restart finds what an earlier server left behind.</summary>
    private static string OwnerOf(string socket) =>
        "eval-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(socket)).AsSpan(0, 6));

    private static DoorSettings? DoorOf(ServeArguments arguments, Mistakes mistakes)
    {
        if (arguments.Listen is null)
        {
            if (arguments.Certificate is not null || arguments.TokenFrom is not null)
            {
                mistakes.Add("--certificate and --token-from are for --listen ADDRESS:PORT");
            }

            return null;
        }

        var token = TokenVariable.Read(arguments.TokenFrom, mistakes);
        var certificate = arguments.Certificate is { } file ? CertificateIn(file, mistakes) : null;
        if (!IPEndPoint.TryParse(arguments.Listen, out var endpoint) || !arguments.Listen.Contains(':'))
        {
            mistakes.Add($"--listen {arguments.Listen}: should be ADDRESS:PORT, such as 127.0.0.1:4900");
            return null;
        }

        var door = new DoorSettings(endpoint, certificate, token is null ? null : Encoding.UTF8.GetBytes(token));
        var isToldAlready = (arguments.Certificate is not null && certificate is null)
            || (arguments.TokenFrom is not null && token is null);
        mistakes.AddRange(isToldAlready ? [] : door.Mistakes().Select(mistake => $"--listen: {mistake}"));
        return door;
    }

    private static X509Certificate2? CertificateIn(string file, Mistakes mistakes)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException
            or CryptographicException)
        {
            mistakes.Add($"--certificate {file}: no PEM file of a certificate and its key: {unreadable.Message}");
            return null;
        }
    }
}

using System.Net.Sockets;
using System.Text;

namespace Eval.Harness.Cli.Diagnosis;

/// <summary>A Docker engine that answers, which is more than a program that is installed.</summary>
internal static class DockerEngine
{
    private const string Scheme = "unix://";
    private const string Usual = "/var/run/docker.sock";
    private const int LimitMilliseconds = 2000;

    /// <summary>Asks the engine at DOCKER_HOST, or at the usual socket, for its pulse.</summary>
    public static Finding Finding()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } set ? set : Scheme + Usual;
        var answers = host.StartsWith(Scheme, StringComparison.Ordinal) && Answers(host[Scheme.Length..]);
        return new Finding(
            "Docker engine", answers, false, answers ? host : $"no answer at {host}", "isolation: docker",
            "apt-get install docker.io and start dockerd, or set DOCKER_HOST to the socket of a running one");
    }

    private static bool Answers(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            {
                SendTimeout = LimitMilliseconds, ReceiveTimeout = LimitMilliseconds,
            };
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"u8);
            var answer = new byte[64];
            var count = socket.Receive(answer);
            return Encoding.ASCII.GetString(answer, 0, count).Contains(" 200 ", StringComparison.Ordinal);
        }
        catch (Exception silent) when (silent is SocketException or ArgumentException)
        {
            return false;
        }
    }
}

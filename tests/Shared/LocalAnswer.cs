using System.Globalization;
using System.Text;

namespace Eval.Tests.Shared;

/// <summary>The bytes of an answer, and whether the connection closes after them.</summary>
internal sealed record LocalAnswer(byte[] Bytes, bool Closes = false)
{
    /// <summary>What passes between two small parts of it.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>An answer whose length is as it says, or another that it claims.</summary>
    public static LocalAnswer Of(int status, byte[] body, string headers = "", int? claimed = null)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Whatever\r\n{headers}content-length: {claimed ?? body.Length}\r\n\r\n");
        return new LocalAnswer([.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    /// <summary>The same with a text.</summary>
    public static LocalAnswer Of(int status, string text, string headers = "") =>
        Of(status, Encoding.ASCII.GetBytes(text), headers);

    /// <summary>Any bytes at all.</summary>
    public static LocalAnswer Raw(string text, bool closes = true) => new(Encoding.ASCII.GetBytes(text), closes);
}

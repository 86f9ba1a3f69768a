using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eval.Tests.Shared;

namespace Eval.Tests.Harness.Presentation.Reports;

/// <summary>Debian's Chromium without a window, with one page, driven by its own protocol (DevTools). All that it tells
/// of errors and of requests to the network is kept.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("eval-browser-");
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private string? _session;
    private int _calls;

    private Browser()
    {
        _process = Process.Start(new ProcessStartInfo(
            RealPart.Require("chromium", "chromium"),
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--hide-scrollbars", "--disable-background-networking", "--window-size=1100,900",
                "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>What went wrong on the page: exceptions, errors in its console, what its policy refused.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Every address that the page asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Starts it.</summary>
    public static async Task<Browser> StartAsync(CancellationToken cancellation)
    {
        var browser = new Browser();
        var port = Path.Combine(browser._profile.FullName, "DevToolsActivePort");
        string[] lines = [];
        await UntilAsync(() => File.Exists(port) && (lines = File.ReadAllLines(port)).Length == 2, cancellation);
        await browser._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), cancellation);
        var target = await browser.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" }, cancellation);
        var attached = await browser.CallAsync(
            "Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true },
            cancellation);
        browser._session = (string)attached["sessionId"]!;
        foreach (var domain in (string[])["Page", "Runtime", "Network", "Log"])
        {
            await browser.CallAsync(domain + ".enable", [], cancellation);
        }

        return browser;
    }

    /// <summary>Opens a file and waits until that expression is true on it.</summary>
    public async Task OpenAsync(string path, string isReady, CancellationToken cancellation)
    {
        await CallAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri }, cancellation);
        await UntilAsync(isReady, cancellation);
    }

    /// <summary>Waits until that expression is true.</summary>
    public async Task UntilAsync(string expression, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while ((await EvaluateAsync($"!!({expression})", cancellation))?.GetValue<bool>() != true)
        {
            Timely(began, $"{expression}: {string.Join("; ", Errors)}");
            await Task.Delay(Look, cancellation);
        }
    }

    /// <summary>What an expression is on the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken cancellation)
    {
        var answer = await CallAsync(
            "Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true }, cancellation);
        return answer["result"]?["value"];
    }

    /// <summary>A click of the mouse in the middle of the element that an expression gives.</summary>
    public async Task ClickAsync(string element, CancellationToken cancellation)
    {
        var box = await EvaluateAsync(
            $"(() => {{ const e = {element}; e.scrollIntoView({{ block: 'center' }}); "
            + "const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()",
            cancellation);
        foreach (var kind in (string[])["mousePressed", "mouseReleased"])
        {
            await CallAsync(
                "Input.dispatchMouseEvent",
                new()
                {
                    ["type"] = kind, ["x"] = box![0]!.DeepClone(), ["y"] = box[1]!.DeepClone(), ["button"] = "left",
                    ["clickCount"] = 1,
                },
                cancellation);
        }
    }

    /// <summary>A picture of the element that an expression gives, as PNG.</summary>
    public async Task<byte[]> PictureAsync(string element, CancellationToken cancellation)
    {
        var clip = await EvaluateAsync(
            $"(() => {{ const r = ({element}).getBoundingClientRect(); "
            + "return { x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height, scale: 1 }; })()",
            cancellation);
        var shot = await CallAsync(
            "Page.captureScreenshot",
            new() { ["format"] = "png", ["captureBeyondViewport"] = true, ["clip"] = clip!.DeepClone() },
            cancellation);
        return Convert.FromBase64String((string)shot["data"]!);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Delete(recursive: true);
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        var id = ++_calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            call["sessionId"] = _session;
        }

        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            var message = await ReceiveAsync(cancellation);
            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]}");
            }

            Note(message);
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var (buffer, message) = (new byte[1 << 16], new MemoryStream());
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(message.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        var parameters = message["params"];
        switch ((string?)message["method"])
        {
            case "Runtime.exceptionThrown":
                Errors.Add($"{parameters!["exceptionDetails"]!["exception"]?["description"]}");
                break;
            case "Runtime.consoleAPICalled" when (string?)parameters!["type"] is "error" or "warning":
                Errors.Add($"{parameters["args"]}");
                break;
            case "Log.entryAdded" when (string?)parameters!["entry"]!["level"] == "error":
                Errors.Add($"{parameters["entry"]!["text"]}");
                break;
            case "Network.requestWillBeSent":
                Requests.Add((string)parameters!["request"]!["url"]!);
                break;
        }
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Timely(began, "the browser did not start");
            await Task.Delay(Look, cancellation);
        }
    }

    private static void Timely(long began, string what)
    {
        if (TimeProvider.System.GetElapsedTime(began) > Limit)
        {
            throw new TimeoutException(what);
        }
    }
}

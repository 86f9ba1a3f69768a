using Microsoft.AspNetCore.Http;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>How the API answers.</summary>
internal static class Answers
{
    /// <summary>Refuses strangers before anything else, and names what is wrong with a request that cannot be read.
    /// </summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (LoopbackOnly.Refusal(context.Request) is { } refusal)
        {
            await ErrorAsync(context, refusal.Status, refusal.Reason).ConfigureAwait(false);
            return;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            await ErrorAsync(context, unreadable.StatusCode, unreadable.Message).ConfigureAwait(false);
        }
    }

    public static Task TextAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    public static Task JsonAsync<T>(HttpContext context, int status, T value)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, ManagementJson.Options, context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, params string[] mistakes) =>
        JsonAsync(context, status, new { errors = mistakes });
}

using System.Text.Json;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>Deploys and removes functions.</summary>
internal sealed class FunctionEndpoints(IManagedServer server)
{
    /// <summary>POST /functions: 201, 400 with all mistakes, 409 where the name is taken, 503 where the isolation is
    /// not there.</summary>
    public async Task DeployAsync(HttpContext context)
    {
        FunctionDeployment deployment;
        try
        {
            deployment = await JsonSerializer.DeserializeAsync<FunctionDeployment>(
                context.Request.Body, ManagementJson.Options, context.RequestAborted).ConfigureAwait(false)
                ?? throw new JsonException("null is no deployment");
        }
        catch (JsonException unreadable)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, unreadable.Message);
            return;
        }

        string[] mistakes = [.. DeploymentMistakes.Of(deployment)];
        var isTaken = server.Functions.Any(function => function.Name == deployment.Name);
        if (mistakes.Length > 0 || isTaken)
        {
            await (mistakes.Length > 0
                ? Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, mistakes)
                : Answers.ErrorAsync(context, StatusCodes.Status409Conflict, $"{deployment.Name} is deployed already"));
            return;
        }

        try
        {
            await server.DeployAsync(deployment, context.RequestAborted).ConfigureAwait(false);
            await Answers.JsonAsync(context, StatusCodes.Status201Created, deployment);
        }
        catch (ArgumentException wrong)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, wrong.Message);
        }
        catch (SandboxException missing)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, missing.Message);
        }
    }

    /// <summary>DELETE /functions/{name}: 204, 400 where that is no name, 404.</summary>
    public Task RemoveAsync(HttpContext context)
    {
        var name = (string?)context.GetRouteValue("name") ?? "";
        if (!DeploymentMistakes.IsName(name))
        {
            return Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, "that is no name of a function");
        }

        if (!server.Remove(name))
        {
            return Answers.ErrorAsync(context, StatusCodes.Status404NotFound, $"{name} is not deployed");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

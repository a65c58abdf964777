using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Identity;

/// <summary>Makes a session of what the provider says about somebody who signed in there.</summary>
internal sealed class ProviderEvents(IOptions<OidcOptions> settings, SignInAudit audit, TimeProvider time, ILogger<ProviderEvents> logger)
    : OpenIdConnectEvents
{
    /// <summary>Query parameter of the sign-in that says why a sign-in at the provider failed.</summary>
    public const string Problem = "problem";

    /// <summary>The provider knows the person but gave no role.</summary>
    public const string NoRole = "no-role";

    /// <summary>The sign-in was cancelled, or what came back is not what was asked for.</summary>
    public const string Failed = "failed";

    /// <summary>The provider can't be reached.</summary>
    public const string ProviderAway = "away";

    /// <summary>Claims with a name for people to read, the best first.</summary>
    private static readonly string[] NameClaims = ["name", "preferred_username", "email"];

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var claims = context.Principal!;
        var roles = claims.FindAll(settings.Value.RoleClaim)
            .Select(claim => claim.Value)
            .Where(role => AdminRole.TryParse(role, out _))
            .ToList();
        var subject = claims.FindFirstValue("sub")!;
        var name = NameClaims.Select(claims.FindFirstValue).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? subject;
        var actor = new Actor(ActorKind.Person, subject, name);
        if (roles.Count == 0)
        {
            await audit.RefusedAsync(context.HttpContext, actor);
            context.Response.Redirect(SignInWith(NoRole));
            context.HandleResponse();
            return;
        }

        await audit.SignedInAsync(context.HttpContext, actor);
        context.Principal = Person.Create(subject, name, roles);
        Session.Begin(context.Properties!, time.GetUtcNow());
        RoleCheck.Note(context.Properties!, time.GetUtcNow());
        await Session.LeaveAsync(context.HttpContext);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        audit.Failed(context.HttpContext);
        logger.LogWarning("A sign-in at the identity provider failed. {Reason}", context.Failure?.Message);
        context.Response.Redirect(SignInWith(Failed));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>The sign-in page, with the problem.</summary>
    public static string SignInWith(string problem) => QueryHelpers.AddQueryString(SessionEvents.SignInPath, Problem, problem);
}

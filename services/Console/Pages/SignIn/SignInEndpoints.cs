using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Network;

namespace Scim.Bus.Console.Pages.SignIn;

/// <summary>Signing in, with the operator's key or at the identity provider, and out.</summary>
internal static class SignInEndpoints
{
    private const string ProviderPath = "/sign-in/provider";
    private const string Home = "/";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapOpenPage(SessionEvents.SignInPath, Show);
        app.MapOpenForm(SessionEvents.SignInPath, SignInAsync).WithMetadata(new AuditedElsewhere(nameof(SignInAudit)));
        app.MapOpenPage(ProviderPath, ChallengeAsync);
        app.MapOwnForm("/sign-out", SignOutAsync).WithMetadata(new AuditedElsewhere(nameof(SignInAudit)));
    }

    private static IResult Show(PageRequest page, string? returnUrl, string? problem, bool? ended, IOptions<OidcOptions> oidc) =>
        Render(page, returnUrl, oidc.Value, WarningFor(problem, ended == true));

    private static async Task<IResult> SignInAsync(
        PageRequest page, FormValues form, OperatorKey key, FailedAuthentications failures, SignInAudit audit, IOptions<OidcOptions> oidc)
    {
        var returnUrl = form.Text(SessionEvents.ReturnUrl);
        if (!key.Matches(form.Exact("key")))
        {
            audit.Failed(page.Http);
            var refusal = failures.TryAdd(page.Http.Connection.RemoteIpAddress)
                ? new Refusal("The admin key is wrong.", StatusCodes.Status401Unauthorized)
                : new Refusal("Too many wrong keys came from your address. Try again in a minute.", StatusCodes.Status429TooManyRequests);
            return Render(page, returnUrl, oidc.Value, warning: null, refusal);
        }

        await audit.SignedInAsync(page.Http, Actor.OperatorKey);
        await Session.SignInAsync(page.Http, Person.CreateOperator(), key.Fingerprint!);
        return TypedResults.LocalRedirect(PagePath.IsLocal(returnUrl) ? returnUrl : Home);
    }

    private static async Task<IResult> ChallengeAsync(PageRequest page, string? returnUrl, IOptions<OidcOptions> oidc)
    {
        if (!oidc.Value.IsConfigured())
            return TypedResults.NotFound();
        var properties = new AuthenticationProperties { RedirectUri = PagePath.IsLocal(returnUrl) ? returnUrl : Home };
        try
        {
            await page.Http.ChallengeAsync(Provider.Scheme, properties);
            return TypedResults.Empty;
        }
        // The provider's metadata can't be read.
        catch (InvalidOperationException)
        {
            return TypedResults.LocalRedirect(ProviderEvents.SignInWith(ProviderEvents.ProviderAway));
        }
    }

    private static async Task<IResult> SignOutAsync(PageRequest page, SignInAudit audit)
    {
        await audit.SignedOutAsync(page.Http);
        await page.Http.SignOutAsync(Session.Scheme);
        LastTenant.Clear(page.Http);
        return TypedResults.LocalRedirect(SessionEvents.SignInPath);
    }

    private static IResult Render(PageRequest page, string? returnUrl, OidcOptions oidc, string? warning, Refusal? refusal = null)
    {
        var target = PagePath.IsLocal(returnUrl) ? returnUrl : null;
        var provider = oidc.IsConfigured() ? PagePath.With(ProviderPath, (SessionEvents.ReturnUrl, target)) : null;
        return page.Show<SignInPage, SignInModel>(
            "Sign in", new SignInModel(target, provider, warning), problem: refusal, hasOwnFocus: true);
    }

    private static string? WarningFor(string? problem, bool hasEnded) => problem switch
    {
        ProviderEvents.NoRole => "Your account has no role here. Whoever gives roles in your identity provider can change that.",
        ProviderEvents.Failed => "The sign-in at the identity provider failed, or was cancelled. Try again.",
        ProviderEvents.ProviderAway => "The identity provider does not answer. Try again in a moment, or sign in with the admin key.",
        _ => hasEnded ? "Your session has ended. Sign in to go on." : null,
    };
}

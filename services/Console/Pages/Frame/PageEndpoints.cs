using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Scim.Bus.Console.Identity;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Maps pages and their forms, each with the right that it takes.</summary>
internal static class PageEndpoints
{
    /// <summary>Maps a page.</summary>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string path, AdminRight right, Delegate show) =>
        app.MapGet(path, show).RequireAuthorization(PolicyFor(right)).ExcludeFromDescription();

    /// <summary>
    /// Maps what a form of ours does: it calls the admin API, which also writes the audit entry. A form of another site, or of another
    /// session, is refused.
    /// </summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder app, string path, AdminRight right, Delegate handle) => app
        .MapPost(path, handle)
        .RequireAuthorization(PolicyFor(right))
        .RequireValidToken()
        .WithMetadata(new AuditedElsewhere("the admin API"))
        .ExcludeFromDescription();

    /// <summary>Maps what a form for people who are not signed in does.</summary>
    public static RouteHandlerBuilder MapOpenForm(this IEndpointRouteBuilder app, string path, Delegate handle) =>
        app.MapPost(path, handle).AllowAnonymous().RequireValidToken().ExcludeFromDescription();

    /// <summary>Maps a page for people who are not signed in.</summary>
    public static RouteHandlerBuilder MapOpenPage(this IEndpointRouteBuilder app, string path, Delegate show) =>
        app.MapGet(path, show).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Maps a page for everybody who is signed in.</summary>
    public static RouteHandlerBuilder MapOwnPage(this IEndpointRouteBuilder app, string path, Delegate show) =>
        app.MapGet(path, show).RequireAuthorization(SignedIn()).ExcludeFromDescription();

    /// <summary>Maps a form for everybody who is signed in.</summary>
    public static RouteHandlerBuilder MapOwnForm(this IEndpointRouteBuilder app, string path, Delegate handle) =>
        app.MapPost(path, handle).RequireAuthorization(SignedIn()).RequireValidToken().ExcludeFromDescription();

    private static RouteHandlerBuilder RequireValidToken(this RouteHandlerBuilder form) => form
        .WithMetadata(new RequireAntiforgeryTokenAttribute())
        .AddEndpointFilter((context, next) =>
        {
            FormValues.RequireValidToken(context.HttpContext);
            return next(context);
        });

    private static AuthorizationPolicy SignedIn() => new AuthorizationPolicyBuilder(Session.Scheme).RequireAuthenticatedUser().Build();

    private static AuthorizationPolicy PolicyFor(AdminRight right) => new AuthorizationPolicyBuilder(Session.Scheme)
        .RequireAuthenticatedUser()
        .AddRequirements(new PageRight(right))
        .Build();
}

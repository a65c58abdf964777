using Microsoft.AspNetCore.Http.Features;
using Scim.Bus.Console.Assets;
using Scim.Bus.Console.Identity;
using Scim.Bus.Console.Pages.Accounts;
using Scim.Bus.Console.Pages.Audit;
using Scim.Bus.Console.Pages.Connect;
using Scim.Bus.Console.Pages.Connections;
using Scim.Bus.Console.Pages.Errors;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Groups;
using Scim.Bus.Console.Pages.Keys;
using Scim.Bus.Console.Pages.Log;
using Scim.Bus.Console.Pages.Login;
using Scim.Bus.Console.Pages.People;
using Scim.Bus.Console.Pages.Requests;
using Scim.Bus.Console.Pages.Settings;
using Scim.Bus.Console.Pages.SignIn;
using Scim.Bus.Console.Pages.Sync;
using Scim.Bus.Console.Pages.TenantList;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console;

/// <summary>Adds the pages to a host.</summary>
internal static class PagesRegistration
{
    /// <summary>Values that a form may have: a tenant's groups are a check box each.</summary>
    private const int MaxFormValues = 20_000;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "scim-bus-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The content security policy says so for all answers.
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(forms => forms.ValueCountLimit = MaxFormValues);
        services.AddTransient<IStartupFilter, PageMiddleware>();
        services.AddSingleton<OutcomeCookie>();
        services.AddTransient<GroupReader>();
        services.AddTransient<LogReader>();
        services.AddTransient<LogSearch>();
        services.AddTransient<UserSearch>();
        services.AddTransient<PersonReader>();
        services.AddTransient<ConnectionReader>();
        services.AddTransient<RequestReader>();
        services.AddTransient<SagaRetry>();
        services.AddTransient<SyncReader>();
        services.AddTransient<KeyPages>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapAssets();
        app.MapSignIn();
        app.MapTenantList();
        app.MapErrorPages();
        app.MapAllKeys();
        app.MapAuditPages();
        app.MapUnknownSenders();
        var tenant = app.MapGroup($"{PagePath.Tenants}/{{{PageRight.Tenant}}}");
        tenant.MapConnection();
        tenant.MapRequests();
        tenant.MapConnect();
        tenant.MapGuides();
        tenant.MapSettings();
        tenant.MapGroups();
        tenant.MapAccounts();
        tenant.MapPeople();
        tenant.MapLog();
        tenant.MapLogin();
        tenant.MapSync();
        tenant.MapKeys();
        tenant.MapTenantAudit();
        // With the tenant's navigation, so that whoever mistyped an address finds the page.
        tenant.MapPage("/{**rest}", AdminRight.ReadTenant, NotFound);
    }

    private static void NotFound(TenantRequest page) => page.Http.Response.StatusCode = StatusCodes.Status404NotFound;
}

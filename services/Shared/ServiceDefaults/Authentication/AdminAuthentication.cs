using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>Registers the authentication of the admin API: one scheme, which chooses another one by what the request carries.</summary>
public static class AdminAuthentication
{
    /// <summary>
    /// Adds the schemes. None is the default one, which would authenticate every request, those to SCIM too, before it is known what it
    /// is for.
    /// </summary>
    internal static void AddAdminAuthentication(this IServiceCollection services)
    {
        services.AddValidatedOptions<AdminOptions>(AdminOptions.Section);
        services.AddAssertions();
        services.Configure<AuthenticationOptions>(options =>
        {
            options.DefaultChallengeScheme = AdminAccess.Scheme;
            options.DefaultForbidScheme = AdminAccess.Scheme;
        });
        services.AddTokenAuthentication()
            .AddPolicyScheme(AdminAccess.Scheme, displayName: null, scheme => scheme.ForwardDefaultSelector = Select)
            .AddScheme<AuthenticationSchemeOptions, AdminKeyAuthentication>(AdminKeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, AssertionAuthentication>(AssertionAuthentication.SchemeName, null);
    }

    /// <summary>
    /// What <c>AddAuthentication</c> adds, without data protection: who only checks tokens protects nothing, and would make keys at each
    /// start that nobody uses, with warnings about where they are. The Console, which has sessions, adds its own.
    /// </summary>
    public static AuthenticationBuilder AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddAuthenticationCore();
        services.AddWebEncoders();
        return new AuthenticationBuilder(services);
    }

    private static string Select(HttpContext context)
    {
        var other = context.RequestServices.GetServices<CredentialScheme>().FirstOrDefault(scheme => scheme.IsFor(context.Request));
        if (other is not null)
            return other.Name;
        return BearerToken.From(context.Request) is { } token && Assertion.HasForm(token)
            ? AssertionAuthentication.SchemeName
            : AdminKeyAuthentication.SchemeName;
    }
}

using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Login;

/// <summary>The login question, for people who may ask nothing else.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder tenant) => tenant.MapPage("/login", AdminRight.AskLogin, ShowAsync);

    private static async Task<IResult> ShowAsync(TenantRequest page, AccountsClient accounts, string? identifier)
    {
        var text = identifier?.Trim() ?? "";
        var answer = text.Length == 0 ? null : await accounts.AskLoginAsync(page.Tenant, text);
        return page.Show<LoginPage, LoginModel>("Login question", new LoginModel(text, answer));
    }
}

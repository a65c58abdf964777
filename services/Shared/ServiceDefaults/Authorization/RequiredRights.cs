using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>Metadata of an endpoint: the right that it needs, by the method of the request. The last one counts.</summary>
/// <param name="Read">For GET and HEAD.</param>
/// <param name="Change">For any other method.</param>
public sealed record RequiredRights(AdminRight Read, AdminRight Change)
{
    /// <summary>The right for a request.</summary>
    public AdminRight For(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? Read : Change;
}

using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>For operators: what came with nobody's token.</summary>
internal static class UnknownSenderEndpoints
{
    private const int PageSize = 50;

    public static void MapUnknownSenders(this IEndpointRouteBuilder app) =>
        app.MapPage(PagePath.Requests, AdminRight.ReadAll, ShowAsync);

    private static async Task<IResult> ShowAsync(PageRequest page, RequestsClient requests, string? address, string? cursor)
    {
        var text = address?.Trim() ?? "";
        var filter = text.Length == 0 ? null : $"address eq {ServiceClient.Quoted(text)}";
        var list = await requests.ListUnattributedAsync(filter, PageSize, cursor);
        return page.Show<UnknownSendersPage, UnknownSendersModel>("Unknown senders", new UnknownSendersModel(
            list.Items,
            text,
            First: cursor is null ? null : PagePath.With(PagePath.Requests, ("address", text)),
            Next: list.NextCursor is { } next ? PagePath.With(PagePath.Requests, ("address", text), ("cursor", next)) : null));
    }
}

using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Confirming;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Errors;

namespace Scim.Bus.Console.Pages.Errors;

/// <summary>Messages of all tenants and services that were set aside: retry, retry all, discard.</summary>
internal static class ErrorsEndpoints
{
    private const int PageSize = 50;

    public static void MapErrorPages(this IEndpointRouteBuilder app)
    {
        app.MapPage(PagePath.Errors, AdminRight.ReadAll, ShowAsync);
        app.MapForm($"{PagePath.Errors}/retry", AdminRight.Operate, RetryAllAsync);
        app.MapForm($"{PagePath.Errors}/{{id}}/retry", AdminRight.Operate, RetryAsync);
        app.MapForm($"{PagePath.Errors}/{{id}}/discard", AdminRight.Operate, DiscardAsync);
    }

    private static async Task<IResult> ShowAsync(PageRequest page, ErrorsClient errors, string? queue, string? cursor)
    {
        var text = queue?.Trim() ?? "";
        var list = await errors.ListAsync(ErrorsClient.OfQueue(text), PageSize, cursor);
        var model = new ErrorsModel(
            list.Items,
            text,
            list.Unavailable,
            First: cursor is null ? null : PagePath.With(PagePath.Errors, ("queue", text)),
            Next: list.NextCursor is { } next ? PagePath.With(PagePath.Errors, ("queue", text), ("cursor", next)) : null,
            MayOperate: page.User.GetRoles().Allows(AdminRight.Operate, tenant: null));
        return page.Show<ErrorsPage, ErrorsModel>("Errors", model);
    }

    private static Task<IResult> RetryAsync(PageRequest page, string id, ErrorsClient errors) => TryAsync(page, PagePath.Errors, async () =>
    {
        await errors.RetryAsync(id);
        return "The message was sent again.";
    });

    private static Task<IResult> RetryAllAsync(PageRequest page, FormValues form, ErrorsClient errors)
    {
        var queue = form.Text("queue");
        return TryAsync(
            page,
            PagePath.With(PagePath.Errors, ("queue", queue)),
            async () => Summary(await errors.RetryAllAsync(ErrorsClient.OfQueue(queue))));
    }

    private static async Task<IResult> DiscardAsync(PageRequest page, string id, FormValues form, ErrorsClient errors)
    {
        if (!form.IsConfirmed)
        {
            var question = new Confirmation(
                DiscardError.ConsequenceFor(form.Text("queue")),
                DiscardError.Action,
                $"{PagePath.Errors}/{Uri.EscapeDataString(id)}/discard",
                PagePath.Errors,
                []);
            return page.Show<ConfirmationPage, Confirmation>(DiscardError.Question, question, hasOwnFocus: true);
        }

        return await TryAsync(page, PagePath.Errors, async () =>
        {
            await errors.DiscardAsync(id);
            return "The message was discarded.";
        });
    }

    /// <summary>Goes back to the list, which says what came of it.</summary>
    private static async Task<IResult> TryAsync(PageRequest page, string path, Func<Task<string>> change)
    {
        try
        {
            return page.Done(path, await change());
        }
        catch (Exception e) when (e is RefusedException or ServiceAwayException)
        {
            return page.Done(path, new Outcome(e.Message, "error"));
        }
    }

    private static string Summary(RetryResult result)
    {
        List<string> parts = [$"{result.Retried} sent again."];
        if (result.Failed > 0)
            parts.Add($"{result.Failed} could not be sent.");
        if (result.HasMore)
            parts.Add("There are more: retry all again.");
        if (result.Unavailable.Count > 0)
            parts.Add($"No answer from {string.Join(", ", result.Unavailable)}.");
        return string.Join(' ', parts);
    }
}

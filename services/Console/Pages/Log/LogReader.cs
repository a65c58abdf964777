using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>Reads the provisioning log for a page.</summary>
internal sealed class LogReader(LogClient log, Names names)
{
    private const int PageSize = 50;

    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user whose lines are shown; null for all.</param>
    /// <param name="outcome">The outcome that lines must have; null or empty for all.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="path">Path of the page that shows the log.</param>
    public async Task<LogModel> ReadAsync(TenantId tenant, UserId? user, string? outcome, string? cursor, string path)
    {
        var wanted = Outcomes.Known(outcome);
        var page = await log.ListAsync(tenant, user, wanted.Length == 0 ? null : wanted, PageSize, cursor);
        await Task.WhenAll(
            names.LoadGroupsAsync(tenant), names.LoadUsersAsync(tenant, page.Items.Select(line => line.UserId).OfType<UserId>()));
        return new LogModel
        {
            Lines =
            [
                .. page.Items.Select(line => new LogLine(line, names.In(line.Detail), line.UserId is { } of ? names.Of(of) : null)),
            ],
            Outcome = wanted,
            Path = path,
            User = user,
            First = cursor is null ? null : PagePath.With(path, ("outcome", wanted)),
            Next = page.NextCursor is { } next ? PagePath.With(path, ("outcome", wanted), ("cursor", next)) : null,
        };
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>The errors of all services that this process knows, one service after the other, in the order of their names.</summary>
internal sealed class MergedErrors(IEnumerable<IErrorSource> sources)
{
    private readonly IReadOnlyList<IErrorSource> _sources = [.. sources.OrderBy(source => source.Service, StringComparer.Ordinal)];

    /// <summary>Reads a page. A service that does not answer is named, and left out of this list.</summary>
    public async Task<ErrorList> ListAsync(AdminListRequest request, CancellationToken cancellationToken)
    {
        var start = request.Cursor is null ? null : Position.Parse(request.Cursor);
        var left = _sources.Where(source => start is null || string.CompareOrdinal(source.Service, start.Service) >= 0).ToList();
        // All of them are asked, so that the first page names everyone who is away.
        var answers = await Task.WhenAll(left.Select(source => TryAsync(() => source.ListAsync(
            request with { Cursor = source.Service == start?.Service ? start.Cursor : null }, cancellationToken))));
        var (items, next, limit) = (new List<ErrorItem>(), (Position?)null, request.Limit);
        foreach (var (source, page) in left.Zip(answers))
        {
            if (page is null)
                continue;
            if (items.Count + page.Items.Count > limit || (items.Count == limit && page.Items.Count > 0))
            {
                // The rest of this service is read from its beginning, or from where its part of this page ends.
                (var taken, next) = await PartAsync(source, request, start, limit - items.Count, cancellationToken);
                items.AddRange(taken);
                break;
            }

            items.AddRange(page.Items);
            if (page.NextCursor is { } cursor)
            {
                next = new Position(source.Service, cursor);
                break;
            }
        }

        return new ErrorList(items, next?.ToString(), Away(left, answers));
    }

    public async Task<RetryResult> RetryAllAsync(string? filter, AdminAct act, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            _sources.Select(source => TryAsync(() => source.RetryAllAsync(filter, act, cancellationToken))));
        return new RetryResult(
            answers.Sum(answer => answer?.Retried ?? 0),
            answers.Sum(answer => answer?.Failed ?? 0),
            answers.Any(answer => answer is { HasMore: true }),
            Away(_sources, answers));
    }

    public Task RetryAsync(string id, AdminAct act, CancellationToken cancellationToken) =>
        RouteAsync(id, source => source.RetryAsync(id, act, cancellationToken));

    public Task DiscardAsync(string id, bool force, AdminAct act, CancellationToken cancellationToken) =>
        RouteAsync(id, source => source.DiscardAsync(id, force, act, cancellationToken));

    /// <summary>Calls the service that the id begins with.</summary>
    private async Task RouteAsync(string id, Func<IErrorSource, Task> call)
    {
        var service = id[..Math.Max(id.LastIndexOf('-'), 0)];
        var source = _sources.FirstOrDefault(candidate => candidate.Service == service)
            ?? throw AdminException.NotFound($"There is no error '{id}'.");
        try
        {
            await call(source);
        }
        catch (ErrorSourceUnavailableException e)
        {
            throw AdminException.Unavailable(e.Message);
        }
    }

    /// <summary>Reads as many errors of a service as still fit on the page.</summary>
    private static async Task<(IReadOnlyList<ErrorItem> Items, Position? Next)> PartAsync(
        IErrorSource source, AdminListRequest request, Position? start, int count, CancellationToken cancellationToken)
    {
        var from = source.Service == start?.Service ? start.Cursor : null;
        if (count == 0)
            return ([], new Position(source.Service, from));
        var page = await TryAsync(() => source.ListAsync(request with { Count = count, Cursor = from }, cancellationToken));
        return page is null
            ? ([], new Position(source.Service, from))
            : (page.Items, page.NextCursor is { } cursor ? new Position(source.Service, cursor) : null);
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (ErrorSourceUnavailableException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Away<T>(IEnumerable<IErrorSource> asked, IEnumerable<T?> answers)
        where T : class => [.. asked.Zip(answers).Where(pair => pair.Second is null).Select(pair => pair.First.Service)];

    /// <summary>Where a page ends.</summary>
    /// <param name="Service">The service that the next page begins with.</param>
    /// <param name="Cursor">Cursor of that service; null for its beginning.</param>
    private sealed record Position(string Service, string? Cursor)
    {
        public static Position Parse(string cursor)
        {
            try
            {
                return JsonSerializer.Deserialize<Position>(WebEncoders.Base64UrlDecode(cursor))
                    is { Service: not null } position ? position : throw new FormatException();
            }
            catch (Exception e) when (e is FormatException or JsonException or ArgumentException)
            {
                throw AdminException.Invalid("'cursor' is not the 'nextCursor' of an earlier page.");
            }
        }

        public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this)));
    }
}

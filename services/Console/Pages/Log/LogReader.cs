using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Connect;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>
/// Reads the provisioning log for a page: a page of lines, and all other lines of their traces, each trace as one entry. An entry is on the
/// page that has the newest of its lines.
/// </summary>
internal sealed class LogReader(LogClient log, LogSearch search, AccessGroupsClient groups, Names names)
{
    private const int PageSize = 100;

    /// <summary>Traces that one filter names.</summary>
    private const int PerFilter = 50;

    /// <summary>Largest number of lines of some traces that are read.</summary>
    private const int MaxLines = 1_000;

    /// <summary>Largest number of steps of an entry that a page shows.</summary>
    private const int MaxSteps = 60;

    /// <summary>Largest number of people whose names a page looks up.</summary>
    private const int MaxNames = 300;

    /// <param name="page">The request.</param>
    /// <param name="user">The user whose lines are shown; null for all.</param>
    /// <param name="query">What of the log is shown.</param>
    /// <param name="cursor">Where the page begins; null for the newest entry.</param>
    /// <param name="path">Path of the page that shows the log.</param>
    public async Task<LogModel> ReadAsync(TenantRequest page, UserId? user, LogQuery query, string? cursor, string path)
    {
        var model = new LogModel { Entries = [], Query = query, Path = path, User = user };
        var conditions = query.Conditions.ToList();
        if (query.Text.Length > 0)
        {
            if (await search.FindAsync(page.Tenant, query) is not { } found)
                return model;
            conditions.Add(found);
        }

        var lines = await log.ListAsync(page.Tenant, user, FilterOf(conditions), PageSize, cursor);
        var traces = await TracesAsync(page.Tenant, user, lines.Items, conditions, isFirst: cursor is null);
        await names.LoadGroupsAsync(page.Tenant);
        await names.LoadUsersAsync(page.Tenant, UsersOf(traces));
        var catalogue = await Optional.ReadAsync(groups.GetCatalogueAsync());
        var texts = new LogTexts(names.Of, names.In, catalogue.Value);
        var sentence = new LogSentence(IdentityProviders.NameOf(page.KnownSettings?.IdentityProvider), PersonOf, texts);
        return model with
        {
            Entries = [.. traces.Select(trace => EntryOf(trace, sentence, texts)).OrderByDescending(entry => entry.At)],
            First = cursor is null ? null : query.At(path),
            Next = lines.NextCursor is { } next ? query.At(path, next) : null,
        };
    }

    /// <summary>The traces of a page's lines, each with all its lines, the oldest first. Lines without a trace stay alone.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<TimelineItem>>> TracesAsync(
        TenantId tenant, UserId? user, IReadOnlyList<TimelineItem> lines, IReadOnlyList<string> conditions, bool isFirst)
    {
        var ids = lines.Select(line => line.TraceId).OfType<string>().Distinct().ToList();
        // Those with a line before this page were shown there.
        string[] newer = lines.Count == 0 ? [] : [.. conditions, $"at gt \"{TimeOf(lines[0].At)}\""];
        var shown = isFirst ? [] : (await LinesOfAsync(tenant, user, ids, newer)).Select(line => line.TraceId).ToHashSet();
        var whole = await LinesOfAsync(tenant, user, [.. ids.Where(id => !shown.Contains(id))], []);
        var byTrace = whole.Concat(lines.Where(line => line.TraceId is not null))
            .DistinctBy(line => (line.TraceId, line.At, line.UserId, line.Step, line.Detail))
            .ToLookup(line => line.TraceId);
        var traces = new List<IReadOnlyList<TimelineItem>>();
        foreach (var line in lines.DistinctBy(line => line.TraceId ?? $"{line.At:O} {line.UserId} {line.Detail}"))
        {
            if (line.TraceId is null)
                traces.Add([line]);
            else if (!shown.Contains(line.TraceId))
                traces.Add([.. byTrace[line.TraceId].Reverse().OrderBy(one => one.At)]);
        }

        return traces;
    }

    private async Task<IReadOnlyList<TimelineItem>> LinesOfAsync(
        TenantId tenant, UserId? user, IReadOnlyList<string> traces, IReadOnlyList<string> conditions)
    {
        var lines = new List<TimelineItem>();
        foreach (var some in traces.Chunk(PerFilter))
        {
            var any = string.Join(" or ", some.Select(trace => $"traceId eq {ServiceClient.Quoted(trace)}"));
            lines.AddRange((await log.ListAsync(tenant, user, FilterOf([.. conditions, $"({any})"]), MaxLines, null)).Items);
        }

        return lines;
    }

    private LogEntry EntryOf(IReadOnlyList<TimelineItem> lines, LogSentence sentence, LogTexts texts) => new()
    {
        At = lines[0].At,
        Sentence = sentence.Of(lines),
        Outcome = Outcomes.Of(lines),
        Steps =
        [
            .. lines.Take(MaxSteps).Select(line => new LogStep(line, line.At - lines[0].At, texts.Step(line), PersonOf(line))),
        ],
        StepCount = lines.Count,
        People = [.. lines.Take(MaxSteps).Select(PersonOf).OfType<LogPerson>().Distinct()],
        TraceId = lines[0].TraceId,
    };

    private LogPerson? PersonOf(TimelineItem line) => line.UserId is { } user ? new LogPerson(user, names.Of(user)) : null;

    private static IEnumerable<UserId> UsersOf(IEnumerable<IReadOnlyList<TimelineItem>> traces) =>
        traces.SelectMany(lines => lines.Take(MaxSteps)).Select(line => line.UserId).OfType<UserId>().Distinct().Take(MaxNames);

    private static string? FilterOf(IReadOnlyList<string> conditions) => conditions.Count == 0 ? null : string.Join(" and ", conditions);

    private static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}

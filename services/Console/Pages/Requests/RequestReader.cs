using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>Reads what the pages on SCIM requests show.</summary>
internal sealed class RequestReader(RequestsClient requests, LogClient log, Names names)
{
    private const int PageSize = 50;

    /// <summary>Lines of the provisioning log that a page shows at most: a push of a large group has as many as it has members.</summary>
    private const int MaxSteps = 100;

    public async Task<RequestListModel> ListAsync(TenantId tenant, RequestQuery query, string? cursor, string path)
    {
        var list = await requests.ListAsync(tenant, query.Filter, PageSize, cursor);
        return new RequestListModel(
            list.Items,
            query,
            path,
            First: cursor is null ? null : query.At(path),
            Next: list.NextCursor is { } next ? query.At(path, next) : null);
    }

    /// <summary>Reads one request.</summary>
    /// <param name="page">The request for the page.</param>
    /// <param name="id">Its id.</param>
    /// <param name="withBodies">Whether to read the bodies, which is audited.</param>
    /// <exception cref="RefusedException">404: it is not on record.</exception>
    public async Task<RequestModel> ReadAsync(TenantRequest page, Guid id, bool withBodies)
    {
        var tenant = page.Tenant;
        var request = await (withBodies ? requests.FindWithBodiesAsync(tenant, id) : requests.FindAsync(tenant, id))
            ?? throw new RefusedException(StatusCodes.Status404NotFound, "This request is not on record. It may be too old.");
        var steps = request.TraceId is { } trace
            ? await Optional.ReadAsync(ReadStepsAsync(tenant, trace))
            : Optional.None<IReadOnlyList<RequestStep>>();
        if (request.UserId is { } user)
            await names.LoadUsersAsync(tenant, [user]);
        return new RequestModel
        {
            Request = request,
            Person = request.UserId is { } about ? names.Of(about) : null,
            Steps = steps,
            MayReadBodies = page.User.GetRoles().Allows(AdminRight.ReadRequestBodies, tenant),
            HasBodies = withBodies,
        };
    }

    private async Task<IReadOnlyList<RequestStep>> ReadStepsAsync(TenantId tenant, string trace)
    {
        var lines = await log.ListOfTraceAsync(tenant, trace, MaxSteps);
        await names.LoadGroupsAsync(tenant);
        await names.LoadUsersAsync(tenant, lines.Items.Select(line => line.UserId).OfType<UserId>());
        return
        [
            .. lines.Items.Reverse().Select(line => new RequestStep(
                line, names.In(line.Detail), line.UserId is { } of ? names.Of(of) : null)),
        ];
    }
}

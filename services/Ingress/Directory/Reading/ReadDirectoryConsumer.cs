using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Directory.Reading;

/// <summary>Answers <see cref="ReadDirectory"/> with a page of users, or the users asked for, for syncs and drift detection.</summary>
internal sealed class ReadDirectoryConsumer(UserStore users) : IConsumer<ReadDirectory>
{
    private const int MaxCount = 1_000;

    public async Task Consume(ConsumeContext<ReadDirectory> context) =>
        await context.RespondInTimeAsync(await ReadAsync(context.Message, context.CancellationToken));

    private async Task<DirectoryPage> ReadAsync(ReadDirectory request, CancellationToken cancellationToken)
    {
        if (request.Users is { } ids)
        {
            var found = await users.GetManyAsync(request.Tenant, ids, cancellationToken);
            return new DirectoryPage { Users = [.. found.Select(Describe)], HasMore = false };
        }

        var query = new DocumentQuery
        {
            Tenant = request.Tenant,
            After = request.After is { } after ? new PagePosition(null, after.ToString()) : null,
            Limit = Math.Clamp(request.Count, 1, MaxCount),
        };
        var page = await users.Documents.QueryAsync(query, cancellationToken);
        return new DirectoryPage { Users = [.. page.Select(document => Describe(document.Body))], HasMore = page.Count == query.Limit };
    }

    private static DirectoryUser Describe(UserRecord user) => new()
    {
        User = user.Id,
        Version = user.Version,
        Profile = ProfileMapping.ProfileOf(user.Resource),
        ChangedAt = user.ChangedAt,
        Active = user.Active,
        AssignmentVersion = user.AssignmentVersion,
        EffectiveGroup = user.Assignment().EffectiveGroup,
    };
}

using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>An account that differs from the directory, in the drift report.</summary>
internal sealed record DriftItem
{
    public required DriftKind Kind { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>The account; null if it is missing.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Names of the fields that differ. Their values are in the directory and in the account only.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>The manual edits of these fields.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    /// <summary>Number of the comparison that found it last.</summary>
    public required int Report { get; init; }

    public static CollectionDefinition<DriftItem> Collection { get; } = new()
    {
        Service = SagaCollection.Service,
        Name = "driftItems",
        Attributes = DocumentFields.Create(
            "DriftItem",
            DocumentFields.Text("kind"),
            DocumentFields.Exact("userId"),
            DocumentFields.Exact("accountId"),
            DocumentFields.Typed("report", AttributeType.Integer)),
        Resource = item => JsonSerializer.SerializeToNode(item, DocumentJson.Options)!.AsObject(),
        Indexed = ["kind"],
    };

    /// <summary>Matches items that only comparisons before this one found.</summary>
    public static BoundFilter FoundBefore(int report) =>
        new BoundComparison(Collection.Attributes.At("report"), ComparisonOperator.Lt, (decimal)report);

    /// <summary>Creates the item for a user whose account has drifted; null if it has not.</summary>
    /// <param name="user">The user with the account.</param>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="report">Number of the comparison.</param>
    public static DriftItem? From(ComparedUser user, TenantSettings settings, int report)
    {
        var behind = user.FindDifference(settings, force: false);
        if ((behind ?? user.FindDifference(settings, force: true)) is not { } difference)
            return null;
        return new DriftItem
        {
            Kind = user.User is null ? DriftKind.Orphaned
                : difference.Kind == DifferenceKind.Create ? DriftKind.Missing
                : behind is not null ? DriftKind.Behind
                : DriftKind.Edited,
            UserId = difference.UserId,
            AccountId = difference.AccountId,
            Fields = difference.Fields,
            Edits = [.. (user.Account?.Edits ?? []).Where(edit => difference.Fields.Contains(edit.Field))],
            Report = report,
        };
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>An account that is not what the directory says.</summary>
internal sealed record DriftItem
{
    public required DriftKind Kind { get; init; }

    public required UserId UserId { get; init; }

    public AccountId? AccountId { get; init; }

    /// <summary>The fields that differ; their values are in the directory and in the account, not here.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Who edited which of them by hand.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    /// <summary>The comparison that found it.</summary>
    public required int Report { get; init; }

    public static CollectionDefinition<DriftItem> Collection { get; } = new()
    {
        Service = UserSagaCollection.Service,
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

    /// <summary>Finds what earlier comparisons found.</summary>
    public static BoundFilter Before(int report) =>
        new BoundComparison(Collection.Attributes.At("report"), ComparisonOperator.Lt, (decimal)report);

    /// <summary>What a pair tells; null if all is as it should be.</summary>
    public static DriftItem? Of(Pair pair, TenantSettings settings, int report)
    {
        var behind = pair.Difference(settings, force: false);
        if ((behind ?? pair.Difference(settings, force: true)) is not { } difference)
            return null;
        return new DriftItem
        {
            Kind = pair.User is null ? DriftKind.Orphaned
                : difference.Kind == DifferenceKind.Create ? DriftKind.Missing
                : behind is not null ? DriftKind.Behind
                : DriftKind.Edited,
            UserId = difference.UserId,
            AccountId = difference.AccountId,
            Fields = difference.Fields,
            Edits = [.. (pair.Account?.Edits ?? []).Where(edit => difference.Fields.Contains(edit.Field))],
            Report = report,
        };
    }
}

/// <summary>In what way an account is not what the directory says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftKind>))]
internal enum DriftKind
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The directory does not have the user.</summary>
    [JsonStringEnumMemberName("orphaned")]
    Orphaned,

    /// <summary>It did not follow what the directory said.</summary>
    [JsonStringEnumMemberName("behind")]
    Behind,

    /// <summary>It was edited by hand. That is allowed; only a forced sync overwrites it.</summary>
    [JsonStringEnumMemberName("edited")]
    Edited,
}

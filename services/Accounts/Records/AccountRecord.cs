using System.Text.Json.Serialization;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Records;

/// <summary>The document of an account. Immutable.</summary>
internal sealed record AccountRecord : IHasOutbox<AccountRecord>
{
    public required AccountId Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The user of the directory whose account it is; null for an account made by hand that no user was linked to.</summary>
    public UserId? User { get; init; }

    public required AccountOrigin Origin { get; init; }

    /// <summary>Increases with each change that a subscriber can see.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public AccountAttributes Attributes { get; init; } = new();

    public bool Active { get; init; }

    public AccountAccess Access { get; init; } = AccountAccess.None;

    /// <summary>What Provisioning last applied.</summary>
    public ProvisioningMark Provisioned { get; init; } = ProvisioningMark.None;

    /// <summary>Manual edits that Provisioning has not overwritten since.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    /// <summary>True for a tombstone: the account was deleted, and only its id and versions are kept.</summary>
    public bool Removed { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    /// <summary>The newest generation that has left anything here: a command is only applied if it is above this.</summary>
    [JsonIgnore]
    public long NewestGeneration => Math.Max(Access.Generation, Math.Max(Provisioned.Generation, Provisioned.NewestGeneration));

    /// <summary>What nobody else may log in by while the account is as it is: nothing if it is inactive.</summary>
    public IReadOnlyCollection<CanonicalKey> HeldLogins() => Active ? LoginIdentifiers.Of(Attributes) : [];

    public AccountRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}

using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>An account, in one document. Never changed in place.</summary>
internal sealed record AccountRecord : IHasOutbox<AccountRecord>
{
    public required AccountId Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The user of the directory that it belongs to; null for an account that was only ever kept by hand.</summary>
    public UserId? User { get; init; }

    public required AccountOrigin Origin { get; init; }

    /// <summary>Grows with every change.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public AccountAttributes Attributes { get; init; } = new();

    public bool Active { get; init; }

    public AccountAccess Access { get; init; } = AccountAccess.None;

    /// <summary>What provisioning did last.</summary>
    public ProvisioningMark Provisioned { get; init; } = ProvisioningMark.None;

    /// <summary>Fields that were edited by hand since provisioning last set them.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];

    public bool Removed { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    public AccountRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}

/// <summary>What an account says of its person.</summary>
internal sealed record AccountAttributes
{
    public string? WorkEmail { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? TimeZone { get; init; }

    public string? Upn { get; init; }

    public AccountKind Kind { get; init; }
}

/// <summary>What an account may do: all of it from one Access Group, written at once (I4).</summary>
internal sealed record AccountAccess
{
    public static AccountAccess None { get; } = new();

    public GroupId? Group { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>Generation of the assignment that this came from. Together with the group's version it says what is newer.</summary>
    public long Generation { get; init; }

    public long GroupVersion { get; init; }
}

/// <summary>How far provisioning got with an account, to tell what is old and what a push changed.</summary>
internal sealed record ProvisioningMark
{
    public static ProvisioningMark None { get; } = new();

    /// <summary>Generation of the command that was last applied.</summary>
    public long Generation { get; init; }

    /// <summary>Version of the profile that was last applied.</summary>
    public long ProfileVersion { get; init; }

    /// <summary>Whether the person was to be active. An edit by hand stays until this changes.</summary>
    public bool? Active { get; init; }
}

/// <summary>Where an account came from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountOrigin>))]
internal enum AccountOrigin
{
    [JsonStringEnumMemberName("scim")]
    Scim,

    [JsonStringEnumMemberName("manual")]
    Manual,
}

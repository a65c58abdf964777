using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>A user's history in the directory with its messages, each of which carries its facet completely, with the version.</summary>
internal sealed class DirectoryModel
{
    public static readonly TenantId Tenant = TenantId.Parse("acme", null);
    public static readonly UserId User = new(Guid.Parse("11111111-0000-4000-8000-000000000000"));
    public static readonly GroupId[] Groups = [.. Enumerable.Range(1, 3).Select(i => new GroupId(new Guid(i, 0, 0, new byte[8])))];

    private readonly Dictionary<string, long> _changedAt = new() { ["userName"] = 1, ["givenName"] = 1, ["workEmail"] = 1 };
    private long _version = 1;
    private long _assignmentVersion;

    public List<object> Messages { get; } = [];

    public string GivenName { get; private set; } = "name1";

    public bool Active { get; private set; } = true;

    public bool Deleted { get; private set; }

    public GroupId? Group { get; private set; }

    /// <summary>Creates the user, then applies the changes.</summary>
    /// <param name="changes">Numbers of changes, see <see cref="Apply"/>.</param>
    public static DirectoryModel Create(IEnumerable<int> changes)
    {
        var model = new DirectoryModel();
        model.Messages.Add(model.Provisioned(reactivated: false));
        foreach (var change in changes)
            model.Apply(change);
        return model;
    }

    /// <summary>The user as the directory has it now; null if it was deleted.</summary>
    public DirectoryUser? Now() => Deleted ? null : new DirectoryUser
    {
        User = User,
        Version = _version,
        Profile = Profile(),
        ChangedAt = new Dictionary<string, long>(_changedAt),
        Active = Active,
        AssignmentVersion = _assignmentVersion,
        EffectiveGroup = Group,
    };

    /// <summary>
    /// Applies a change to the user: 0 renames, 1 deactivates or reactivates, 2 to 4 add to a group, 5 removes from all groups, anything
    /// else deletes.
    /// </summary>
    public void Apply(int change)
    {
        if (Deleted)
            return;
        _version++;
        switch (change)
        {
            case 0:
                GivenName = $"name{_version}";
                _changedAt["givenName"] = _version;
                Messages.Add(Renamed());
                break;
            case 1:
                Active = !Active;
                Messages.Add(Active ? Provisioned(reactivated: true) : Deprovisioned(DeprovisioningReason.Deactivated));
                break;
            case 2 or 3 or 4:
                Group = Groups[change - 2];
                Messages.Add(MembershipChanged());
                break;
            case 5:
                Group = null;
                Messages.Add(MembershipChanged());
                break;
            default:
                Deleted = true;
                Group = null;
                Messages.Add(Deprovisioned(DeprovisioningReason.Deleted));
                Messages.Add(MembershipChanged());
                break;
        }
    }

    private UserProfile Profile() => new() { UserName = "ann@acme.example", WorkEmail = "ann@acme.example", GivenName = GivenName };

    private UserProvisioned Provisioned(bool reactivated) => new()
    {
        Tenant = Tenant,
        User = User,
        Version = _version,
        Profile = Profile(),
        ChangedAt = new Dictionary<string, long>(_changedAt),
        Active = Active,
        Reactivated = reactivated,
        OccurredAt = default,
    };

    private UserUpdated Renamed() => new()
    {
        Tenant = Tenant,
        User = User,
        Version = _version,
        Profile = Profile(),
        ChangedAt = new Dictionary<string, long>(_changedAt),
        Active = Active,
        Changed = ["name.givenName"],
        OccurredAt = default,
    };

    private UserDeprovisioned Deprovisioned(DeprovisioningReason reason) => new()
    {
        Tenant = Tenant,
        User = User,
        Version = _version,
        Profile = Profile(),
        ChangedAt = new Dictionary<string, long>(_changedAt),
        Reason = reason,
        OccurredAt = default,
    };

    private AssignmentChanged MembershipChanged()
    {
        _assignmentVersion = _version;
        return new AssignmentChanged
        {
            Tenant = Tenant,
            Assignment = new MemberAssignment { User = User, Version = _version, EffectiveGroup = Group },
        };
    }
}

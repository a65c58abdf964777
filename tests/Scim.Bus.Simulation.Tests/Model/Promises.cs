using System.Diagnostics;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>
/// What must be true at every moment, whatever fails: the invariants of <c>docs/architecture.md</c> and the rows of
/// <c>docs/guarantees.md</c>, in their order. What must be true at rest is in <see cref="RestCheck"/>.
/// </summary>
internal sealed class Promises(World world)
{
    /// <summary>By message and time: one that is stored again, because what caused it came again, continues another trace.</summary>
    private readonly Dictionary<(Guid Id, DateTimeOffset At), string?> _traces = [];
    private readonly HashSet<Guid> _kept = [];
    private readonly Dictionary<(GroupId, long), string> _permissions = [];
    private readonly Dictionary<AccountId, long> _shutBy = [];
    private readonly Dictionary<string, (UserId User, NotificationKind Kind)> _mails = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _mailed = new(StringComparer.Ordinal);
    private readonly HashSet<(UserId, string)> _uncertain = [];

    /// <summary>I1: the write that changes a user's profile also holds the event that tells of it.</summary>
    public void CommitPoint(UserRecord? before, UserRecord after)
    {
        var isChanged = before is null
            || before.Deleted != after.Deleted
            || (!after.Deleted && (before.Active != after.Active || ProfileOf(before) != ProfileOf(after)));
        Require(
            "I1 Commit point",
            !isChanged || after.Pending.Any(message => TellsOfUser(message) && VersionIn(message) == after.Version),
            () => $"user {after.Id} has version {after.Version}, and nothing that tells of it");
    }

    /// <summary>I1: the write that takes an intent out of a group also holds the memberships that came of it.</summary>
    public void CommitPoint(GroupRecord? before, GroupRecord after)
    {
        var carriedOut = (before?.Intents ?? [])
            .Where(intent => !intent.RemoveAll && !after.Intents.Any(left => left.GroupVersion == intent.GroupVersion));
        foreach (var intent in carriedOut.Where(intent => intent.Remove.Count > 0))
        {
            Require(
                "I1 Commit point",
                after.Pending.Any(message => message.Type.EndsWith(nameof(GroupMembershipChanged), StringComparison.Ordinal)),
                () => $"group {after.Id} lost {intent.Remove.Count} members, and nothing tells of it");
        }
    }

    /// <summary>I2: a message leaves its outbox only after the broker took it, or it was set aside.</summary>
    public void NothingLost(IReadOnlyList<PendingMessage> before, IReadOnlyList<PendingMessage> after, Activity? activity)
    {
        foreach (var gone in before.Where(message => !after.Any(left => left.MessageId == message.MessageId)))
            Require("I2 Nothing lost", IsTold(gone.MessageId), () => $"{gone.Type} {gone.MessageId} left its outbox unpublished");
        foreach (var added in after.Where(message => !_traces.ContainsKey((message.MessageId, message.At))))
        {
            _traces.Add((added.MessageId, added.At), added.TraceParent);
            Require(
                "I8 Someone can ask why",
                activity is null || TraceOf(added.TraceParent) == activity.TraceId.ToString(),
                () => $"{added.Type} continues the trace {added.TraceParent}, not {activity!.Id}");
        }
    }

    /// <summary>I3: what is stored never goes back to an older version.</summary>
    public void OrderDoesNotMatter<TId>(string what, TId id, long? before, long after) =>
        Require("I3 Order does not matter", before is null || before <= after, () => $"{what} {id} went from version {before} to {after}");

    /// <summary>I3: neither facet of what a saga knows goes back.</summary>
    public void OrderDoesNotMatter(UserProvisioningState? before, UserProvisioningState after)
    {
        var (known, next) = (before?.Record, after.Record);
        OrderDoesNotMatter("the profile in the saga of", after.User, known?.Profile?.Version, next.Profile?.Version ?? 0);
        OrderDoesNotMatter("the membership in the saga of", after.User, known?.Membership?.Version, next.Membership?.Version ?? 0);
        OrderDoesNotMatter("the generation of", after.User, known?.Desired.Generation, next.Desired.Generation);
    }

    /// <summary>I4: the access of an account is that of one Access Group, whole, in one of its versions; or there is none.</summary>
    public void OneAccessGroup(AccountRecord account)
    {
        var access = account.Access;
        var expected = access is { Group: { } group, GroupVersion: > 0 }
            ? _permissions.GetValueOrDefault((group, access.GroupVersion), "?")
            : "";
        var actual = Text(access.DisplayName is null ? [] : access.Permissions);
        Require("I4 One Access Group", expected == actual, () => $"account {account.Id} may '{actual}', but its group says '{expected}'");
    }

    /// <summary>An account that a command shut is opened again only by a newer one, or by hand.</summary>
    public void NobodyIsLetInByAnOldCommand(AccountRecord? before, AccountRecord after)
    {
        var isOpened = after.Active && before is { Active: false } && before.Provisioned != after.Provisioned;
        Require(
            "Deactivation is never undone",
            !isOpened || after.Provisioned.Generation > _shutBy.GetValueOrDefault(after.Id, -1),
            () => $"account {after.Id} was shut by generation {_shutBy[after.Id]} and opened by {after.Provisioned.Generation}");
        // A refused command may shut an account too, though it was not applied as a whole.
        if (!after.Active && after.Provisioned.Generation != before?.Provisioned.Generation)
            _shutBy[after.Id] = after.Provisioned.Generation;
        else if (after.Provisioned.Active == false && before?.Provisioned.Active != false)
            _shutBy[after.Id] = after.NewestGeneration;
    }

    /// <summary>I6: a push that says nothing new changes no version.</summary>
    public void NoOpsAreSilent(long before, long after, string what) =>
        Require("I6 No-ops are silent", before == after, () => $"{what} went from version {before} to {after} by what it was already");

    /// <summary>I7: whoever acts for a tenant reads and writes that tenant's documents only.</summary>
    public void TenantsNeverMeet(Actor actor, TenantId tenant) => Require(
        "I7 Tenants never meet",
        actor.Tenant is null || actor.Tenant == tenant || tenant == TenantCollection.Partition,
        () => $"{actor}, for {actor.Tenant}, met {tenant}");

    /// <summary>I8: a message is sent with the trace of what caused it, and says nothing about people in the log.</summary>
    public void SomeoneCanAskWhy(PendingMessage message, Type type)
    {
        Require(
            "I8 Someone can ask why",
            !_traces.TryGetValue((message.MessageId, message.At), out var trace) || TraceOf(trace) == TraceOf(message.TraceParent),
            () => $"{type.Name} was stored with the trace {trace} and sent with {message.TraceParent}");
        if (type != typeof(Contracts.Internal.TimelineEntry))
            return;
        var text = message.Body.GetProperty("detail").GetString()!;
        var named = world.Clients.SelectMany(client => client.Model.People).FirstOrDefault(IsNamed);
        Require("I8 Someone can ask why", named is null, () => $"the log names {named}: {text}");

        bool IsNamed(ModelPerson person) =>
            text.Contains(person.FamilyName, StringComparison.Ordinal) || text.Contains(person.Address, StringComparison.Ordinal);
    }

    /// <summary>Mails: at most once.</summary>
    public void MailedOnce(string id)
    {
        _mailed[id] = _mailed.GetValueOrDefault(id) + 1;
        Require("A mail at most once", _mailed[id] == 1, () => $"mail {id} was handed over {_mailed[id]} times");
    }

    /// <summary>How many mails of a kind somebody got.</summary>
    public int MailsTo(UserId user, NotificationKind kind) =>
        _mails.Where(mail => mail.Value == (user, kind)).Sum(mail => _mailed.GetValueOrDefault(mail.Key));

    /// <summary>Whether the log says of a mail of this kind that it may not have arrived.</summary>
    public bool IsUncertain(UserId user, NotificationKind kind) => _uncertain.Contains((user, kind.ToString()));

    /// <summary>Whether the broker took a message, or it was set aside; whether an audit entry is stored.</summary>
    public bool IsTold(Guid message) => world.Network.Taken.Contains(message) || _kept.Contains(message);

    /// <summary>The messages that were ever stored.</summary>
    public IEnumerable<Guid> Stored => _traces.Keys.Select(key => key.Id).Distinct();

    public void Foreign(PendingMessage entry) => _traces[(entry.MessageId, entry.At)] = null;

    /// <summary>A message was set aside, or an audit entry stored.</summary>
    public void Kept(Guid entry) => _kept.Add(entry);

    /// <summary>Notes what an Access Group says in a version.</summary>
    public void Configured(AccessGroups.Records.AccessGroupRecord group) =>
        _permissions[(group.Id, group.Version)] = Text(group.Settings.Permissions);

    /// <summary>Notes whose mail a command asks for.</summary>
    public void MailAsked(PendingMessage message)
    {
        var command = message.Read<Contracts.Internal.NotifyPerson>();
        var id = MessageIds.Create(command.User.Value, command.Generation, command.Kind.ToString());
        _mails[$"{command.Kind.ToString().ToLowerInvariant()}-{id}@scim-bus"] = (command.User, command.Kind);
    }

    /// <summary>Notes what the log says about mails.</summary>
    public void Logged(PendingMessage message)
    {
        var entry = message.Read<Contracts.Internal.TimelineEntry>();
        if (entry is { Step: "notification", User: { } user })
            _uncertain.Add((user, entry.Detail!.Split(':')[0]));
    }

    /// <remarks>The code under test may swallow what is thrown here; the world does not.</remarks>
    public void Require(string promise, bool isKept, Func<string> details)
    {
        if (!isKept)
            throw world.Broken ??= new PromiseBrokenException(promise, details());
    }

    public static string Text(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static UserProfile ProfileOf(UserRecord user) => ProfileMapping.ProfileOf(user.Resource);

    private static bool TellsOfUser(PendingMessage message) =>
        message.Type.EndsWith(nameof(UserProvisioned), StringComparison.Ordinal)
        || message.Type.EndsWith(nameof(UserUpdated), StringComparison.Ordinal)
        || message.Type.EndsWith(nameof(UserDeprovisioned), StringComparison.Ordinal);

    private static long VersionIn(PendingMessage message) => message.Body.GetProperty("version").GetInt64();

    private static string? TraceOf(string? traceParent) => traceParent?.Split('-') is { Length: > 1 } parts ? parts[1] : traceParent;
}

using System.Diagnostics;
using MimeKit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>Sees everything that is read, written, sent and mailed, and holds it to the promises.</summary>
internal sealed class Watch(World world)
{
    private readonly Promises _promises = new(world);

    public Promises Promises => _promises;

    public void Read<T>(Actor actor, Document<T> document)
        where T : class => _promises.TenantsNeverMeet(actor, document.Tenant);

    public void Written<T>(Actor actor, Document<T>? before, Document<T> after)
        where T : class
    {
        _promises.TenantsNeverMeet(actor, after.Tenant);
        switch (after.Body)
        {
            case UserRecord user:
                _promises.CommitPoint(before?.Body as UserRecord, user);
                _promises.OrderDoesNotMatter("the directory's user", user.Id, (before?.Body as UserRecord)?.Version, user.Version);
                Outbox((before?.Body as UserRecord)?.Pending, user.Pending);
                break;
            case GroupRecord group:
                _promises.CommitPoint(before?.Body as GroupRecord, group);
                _promises.OrderDoesNotMatter("the directory's group", group.Id, (before?.Body as GroupRecord)?.Version, group.Version);
                Outbox((before?.Body as GroupRecord)?.Pending, group.Pending);
                break;
            case TenantRecord tenant:
                Outbox((before?.Body as TenantRecord)?.Pending, tenant.Pending);
                break;
            case UserProvisioningState saga:
                _promises.OrderDoesNotMatter(before?.Body as UserProvisioningState, saga);
                Outbox((before?.Body as UserProvisioningState)?.Pending, saga.Pending);
                break;
            case AccountRecord account:
                _promises.OneAccessGroup(account);
                _promises.NobodyIsLetInByAnOldCommand(before?.Body as AccountRecord, account);
                _promises.OrderDoesNotMatter(
                    "the account", account.Id, (before?.Body as AccountRecord)?.NewestGeneration, account.NewestGeneration);
                Outbox((before?.Body as AccountRecord)?.Pending, account.Pending);
                break;
            case AccessGroupRecord copy:
                _promises.OrderDoesNotMatter(
                    "Accounts' copy of the Access Group", copy.Id, (before?.Body as AccessGroupRecord)?.Version, copy.Version);
                break;
            case AccessGroups.Records.AccessGroupRecord group:
                _promises.Configured(group);
                _promises.OrderDoesNotMatter(
                    "the Access Group", group.Id, (before?.Body as AccessGroups.Records.AccessGroupRecord)?.Version, group.Version);
                Outbox((before?.Body as AccessGroups.Records.AccessGroupRecord)?.Pending, group.Pending);
                break;
            case AuditItem item:
                _promises.Kept(item.Id);
                break;
            case RequestRecord request:
                _promises.Kept(request.Id);
                break;
            case Notifications.Sending.NotificationRecord mail:
                Outbox((before?.Body as Notifications.Sending.NotificationRecord)?.Pending, mail.Pending);
                break;
        }
    }

    public void Sent(PendingMessage message, Type type)
    {
        if (Actor.Current.Tenant is not null)
            _promises.TenantsNeverMeet(Actor.Current, TenantIn(message));
        _promises.SomeoneCanAskWhy(message, type);
        if (type == typeof(NotifyPerson))
            _promises.MailAsked(message);
        if (type == typeof(TimelineEntry))
            _promises.Logged(message);
    }

    public void Kept(UnpublishableMessage message)
    {
        world.Faults.Coverage.Count(FaultKind.UnknownEntry, StepKind.Publish);
        _promises.Kept(message.Message.MessageId);
    }

    public void Mailed(MimeMessage mail) => _promises.MailedOnce(mail.MessageId!);

    /// <summary>A repeated push was answered.</summary>
    public void RequireSilence(long before, long after, string what) => _promises.NoOpsAreSilent(before, after, what);

    /// <summary>Background work and requests fail by outages only, and those they bear.</summary>
    public void RequireNone(Exception? failure, string what)
    {
        _promises.Require(
            "Nothing fails but for an outage", failure is null or PromiseBrokenException, () => $"{what}: {failure}");
    }

    /// <summary>An entry that no build of ours writes gets into an outbox.</summary>
    public void Foreign(PendingMessage entry) => _promises.Foreign(entry);

    /// <summary>A tenant's token opens that tenant.</summary>
    public void RequireTenant(TenantId tenant, TenantId? found) =>
        _promises.Require("I7 Tenants never meet", found == tenant, () => $"the token of {tenant} opens {found}");

    public void RequireRest() => new RestCheck(world, _promises).Run();

    private void Outbox(IReadOnlyList<PendingMessage>? before, IReadOnlyList<PendingMessage> after) =>
        _promises.NothingLost(before ?? [], after, Activity.Current);

    private static TenantId TenantIn(PendingMessage message) => TenantId.Parse(message.Body.GetProperty("tenant").GetString()!, null);
}

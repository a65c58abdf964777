using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Makes notices of what admins should see to, and settles those that were seen to, whichever comes first.</summary>
internal sealed class AdminNoticeConsumer(NoticeBook book, TenantSettingsCache<TenantConsumer> tenants, TimeProvider time) :
    IConsumer<GroupProvisioned>,
    IConsumer<AccessGroupConfigured>,
    IConsumer<GroupDeprovisioned>,
    IConsumer<AccessGroupConflictDetected>,
    IConsumer<GroupMembershipChanged>,
    IConsumer<ProvisioningFailed>
{
    // A group is new once, and whatever an admin does with it comes after that.
    private const long New = 1;
    private const long SeenTo = 2;

    public Task Consume(ConsumeContext<GroupProvisioned> context) => context.IsReplay()
        ? Task.CompletedTask
        : GroupAsync(context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, New, NoticeState.Open);

    public Task Consume(ConsumeContext<AccessGroupConfigured> context) =>
        GroupAsync(context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, SeenTo, NoticeState.Settled);

    public Task Consume(ConsumeContext<GroupDeprovisioned> context) =>
        GroupAsync(context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, SeenTo, NoticeState.Settled);

    public Task Consume(ConsumeContext<AccessGroupConflictDetected> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Conflict,
            Version = message.Version,
            State = NoticeState.Open,
            At = time.GetUtcNow(),
            Group = message.EffectiveGroup,
            User = message.User,
            UserName = message.UserName,
            OtherGroups = message.OtherGroups,
        };
        return book.NoteAsync(message.Tenant, AdminNotice.ConflictOf(message.User), notice, context.CancellationToken);
    }

    /// <remarks>
    /// A move that comes as add and remove is a conflict in between, of which nobody wants a mail. The removal may come before the conflict that it
    /// ends, so it is written down even if none is known; but not for tenants that write to no admin, and not for additions, of which an initial sync
    /// has a great many and which end nothing.
    /// </remarks>
    public async Task Consume(ConsumeContext<GroupMembershipChanged> context)
    {
        var message = context.Message;
        var freed = message.Removed.Where(member => member.OtherGroups.Count == 0).ToDictionary(member => AdminNotice.ConflictOf(member.User));
        if (freed.Count == 0 || context.IsReplay())
            return;
        var writesToAdmins = (await tenants.GetAsync(message.Tenant, context.CancellationToken)).Settings.AdminEmails.Count > 0;
        var known = await book.FindAsync(message.Tenant, freed.Keys, context.CancellationToken);
        foreach (var (id, member) in freed.Where(freed => writesToAdmins || known.ContainsKey(freed.Key)))
        {
            var notice = new AdminNotice
            {
                Kind = NoticeKind.Conflict,
                Version = member.Version,
                State = NoticeState.Settled,
                At = time.GetUtcNow(),
                User = member.User,
            };
            await book.NoteAsync(message.Tenant, id, notice, context.CancellationToken);
        }
    }

    public Task Consume(ConsumeContext<ProvisioningFailed> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Fault,
            Version = message.OccurredAt.UtcTicks,
            State = NoticeState.Open,
            At = time.GetUtcNow(),
            User = message.User,
            UserName = message.UserName,
            Step = message.Step,
            Reason = message.Reason,
        };
        return book.NoteAsync(message.Tenant, AdminNotice.FaultOf(message.User), notice, context.CancellationToken);
    }

    private Task GroupAsync(ConsumeContext context, TenantId tenant, GroupId group, string name, long version, NoticeState state)
    {
        var notice = new AdminNotice { Kind = NoticeKind.Group, Version = version, State = state, At = time.GetUtcNow(), Group = group, GroupName = name };
        return book.NoteAsync(tenant, AdminNotice.IdOf(group), notice, context.CancellationToken);
    }
}

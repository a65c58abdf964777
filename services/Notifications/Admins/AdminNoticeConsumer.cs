using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Opens notices for admins, and resolves those that need nobody any more. The messages may arrive in any order.</summary>
internal sealed class AdminNoticeConsumer(AdminNoticeStore store, TenantSettingsCache<NotificationsService> tenants, TimeProvider time) :
    IConsumer<GroupProvisioned>,
    IConsumer<GroupUpdated>,
    IConsumer<AccessGroupConfigured>,
    IConsumer<GroupDeprovisioned>,
    IConsumer<AccessGroupConflictDetected>,
    IConsumer<AccessGroupConflictResolved>,
    IConsumer<ProvisioningFailed>,
    IConsumer<DeactivationRefused>,
    IConsumer<UserDeprovisioned>,
    IConsumer<TokenExpiring>,
    IConsumer<ConnectionAlert>
{
    // A group is created once, and everything that resolves its notice comes after that. What is only renamed may not be known yet.
    private const long RenamedVersion = 0;
    private const long CreatedVersion = 1;
    private const long ResolvedVersion = 2;

    public Task Consume(ConsumeContext<GroupProvisioned> context) => context.IsReplay()
        ? Task.CompletedTask
        : RecordGroupAsync(
            context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, context.Message.Version,
            CreatedVersion, NoticeState.Open);

    public Task Consume(ConsumeContext<GroupUpdated> context) => RecordGroupAsync(
        context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, context.Message.Version,
        RenamedVersion, NoticeState.Resolved);

    /// <remarks>Its version is that of the settings: which of the group's names it has is not known.</remarks>
    public Task Consume(ConsumeContext<AccessGroupConfigured> context) => RecordGroupAsync(
        context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, 0, ResolvedVersion, NoticeState.Resolved);

    public Task Consume(ConsumeContext<GroupDeprovisioned> context) => RecordGroupAsync(
        context, context.Message.Tenant, context.Message.Group, context.Message.DisplayName, context.Message.Version,
        ResolvedVersion, NoticeState.Resolved);

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
        return store.RecordAsync(message.Tenant, AdminNotice.ConflictNoticeId(message.User), notice, context.CancellationToken);
    }

    /// <remarks>A move that arrives as add and remove is a conflict in between, and nobody wants a mail about it.</remarks>
    public Task Consume(ConsumeContext<AccessGroupConflictResolved> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Conflict,
            Version = message.Version,
            State = NoticeState.Resolved,
            At = time.GetUtcNow(),
            User = message.User,
        };
        return ResolveAsync(message.Tenant, AdminNotice.ConflictNoticeId(message.User), notice, context.CancellationToken);
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
        return store.RecordAsync(message.Tenant, AdminNotice.FaultNoticeId(message.User), notice, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<DeactivationRefused> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.RefusedDeactivation,
            Version = message.Version,
            State = NoticeState.Open,
            At = time.GetUtcNow(),
            User = message.User,
            UserName = message.UserName,
            Reason = message.Reason,
        };
        return store.RecordAsync(message.Tenant, AdminNotice.RefusedDeactivationNoticeId(message.User), notice, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<UserDeprovisioned> context)
    {
        if (context.IsReplay())
            return Task.CompletedTask;
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.RefusedDeactivation,
            Version = message.Version,
            State = NoticeState.Resolved,
            At = time.GetUtcNow(),
            User = message.User,
        };
        return ResolveAsync(message.Tenant, AdminNotice.RefusedDeactivationNoticeId(message.User), notice, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<TokenExpiring> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Token,
            Version = message.ExpiresAt.UtcTicks,
            State = NoticeState.Open,
            At = time.GetUtcNow(),
            TokenName = message.Name,
            ExpiresAt = message.ExpiresAt,
        };
        return store.RecordAsync(message.Tenant, AdminNotice.TokenNoticeId(message.Token), notice, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<ConnectionAlert> context)
    {
        var message = context.Message;
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Connection,
            Version = message.Since.UtcTicks,
            State = NoticeState.Open,
            At = time.GetUtcNow(),
            Trouble = message.Trouble,
            Since = message.Since,
            Refusals = message.Refusals,
            Reason = message.Reason,
            Advice = message.Advice,
        };
        return store.RecordAsync(message.Tenant, AdminNotice.ConnectionNoticeId(message.Trouble), notice, context.CancellationToken);
    }

    /// <summary>
    /// Records that a notice needs nobody any more. This may arrive before what it resolves, so it is stored even if that is not known; not
    /// for tenants without admins, who are never told of one.
    /// </summary>
    private async Task ResolveAsync(TenantId tenant, string id, AdminNotice notice, CancellationToken cancellationToken)
    {
        if ((await tenants.GetAsync(tenant, cancellationToken)).Settings.AdminEmails.Count > 0
            || (await store.FindAsync(tenant, [id], cancellationToken)).Count > 0)
        {
            await store.RecordAsync(tenant, id, notice, cancellationToken);
        }
    }

    private Task RecordGroupAsync(
        ConsumeContext context, TenantId tenant, GroupId group, string name, long groupVersion, long version, NoticeState state)
    {
        var notice = new AdminNotice
        {
            Kind = NoticeKind.Group,
            Version = version,
            State = state,
            At = time.GetUtcNow(),
            Group = group,
            GroupName = name,
            GroupVersion = groupVersion,
        };
        return store.RecordAsync(tenant, AdminNotice.GroupNoticeId(group), notice, context.CancellationToken);
    }
}

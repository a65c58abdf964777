using Microsoft.Extensions.Options;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Composes the admin digest.</summary>
internal sealed class DigestMail(
    MailTemplates templates, IDocumentCollection<AdminNotice> notices, IOptions<MailLinks> links)
{
    /// <summary>Most notices of one kind that a mail lists; the rest is only counted.</summary>
    internal const int MaxListed = 25;

    public async Task<MailText> ComposeAsync(
        TenantSettingsCopy<NotificationsService> tenant, IReadOnlyList<AdminNotice> included, CancellationToken cancellationToken)
    {
        var conflicts = OfKind(included, NoticeKind.Conflict);
        var names = await GroupNamesAsync(tenant.Tenant, conflicts.Take(MaxListed), cancellationToken);
        return templates.Compose(new DigestModel(
            tenant.Company(),
            links.Value.PagesOf(tenant.Tenant),
            included.Count,
            List(OfKind(included, NoticeKind.Group), notice => new GroupModel(notice.GroupName ?? "")),
            List(conflicts, notice => new ConflictModel(
                UserNameOf(notice),
                names[notice.Group!.Value],
                string.Join(", ", notice.OtherGroups.Select(group => names[group])))),
            List(OfKind(included, NoticeKind.Fault), notice => new FaultModel(
                UserNameOf(notice), MailTime.Format(notice.At, null), notice.Step ?? "", notice.Reason ?? "")),
            List(OfKind(included, NoticeKind.RefusedDeactivation), notice => new RefusedDeactivationModel(
                UserNameOf(notice), MailTime.Format(notice.At, null), notice.Reason ?? "")),
            List(OfKind(included, NoticeKind.Token), notice => new TokenModel(
                notice.TokenName ?? "", MailTime.Format(notice.ExpiresAt ?? notice.At, null))),
            List(OfKind(included, NoticeKind.Connection), notice => new ConnectionModel(
                JsonNamingPolicy.CamelCase.ConvertName($"{notice.Trouble}"),
                MailTime.Format(notice.Since ?? notice.At, null),
                notice.Refusals,
                notice.Reason ?? "",
                notice.Advice ?? ""))));
    }

    private static List<AdminNotice> OfKind(IEnumerable<AdminNotice> included, NoticeKind kind) => [.. included
        .Where(notice => notice.Kind == kind)
        .OrderBy(notice => kind == NoticeKind.Group ? notice.GroupName : notice.UserName, StringComparer.OrdinalIgnoreCase)
        .ThenBy(notice => notice.At)];

    private static ListModel<T> List<T>(IReadOnlyList<AdminNotice> included, Func<AdminNotice, T> model) =>
        new([.. included.Take(MaxListed).Select(model)], included.Count, Math.Max(0, included.Count - MaxListed));

    private static string UserNameOf(AdminNotice notice) => notice.UserName ?? $"user {notice.User}";

    /// <summary>Names of the conflicts' groups. A group without a notice of its own is named by its id.</summary>
    private async Task<IReadOnlyDictionary<GroupId, string>> GroupNamesAsync(
        TenantId tenant, IEnumerable<AdminNotice> conflicts, CancellationToken cancellationToken)
    {
        var groups = conflicts.SelectMany(notice => notice.OtherGroups.Append(notice.Group!.Value)).Distinct().ToList();
        var known = (await notices.GetManyAsync(tenant, [.. groups.Select(AdminNotice.GroupNoticeId)], cancellationToken))
            .ToDictionary(document => document.Id, document => document.Body.GroupName);
        return groups.ToDictionary(
            group => group, group => known.GetValueOrDefault(AdminNotice.GroupNoticeId(group)) ?? $"group {group}");
    }
}

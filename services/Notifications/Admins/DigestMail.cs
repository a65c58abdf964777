using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Writes what an edition says.</summary>
internal sealed class DigestMail(MailTemplates templates, IDocumentCollection<AdminNotice> notices)
{
    /// <summary>How many things of a kind are listed; of the rest it is said how many there are.</summary>
    internal const int ListedOfAKind = 25;

    /// <summary>The text about these notices.</summary>
    public async Task<MailText> ComposeAsync(TenantSettingsCopy<TenantConsumer> tenant, IReadOnlyList<AdminNotice> told, CancellationToken cancellationToken)
    {
        var conflicts = Of(told, NoticeKind.Conflict);
        var names = await NamesAsync(tenant.Tenant, conflicts.Take(ListedOfAKind), cancellationToken);
        return templates.Compose(new DigestModel(
            tenant.Company(),
            told.Count,
            List(Of(told, NoticeKind.Group), notice => new GroupModel(notice.GroupName ?? "")),
            List(conflicts, notice => new ConflictModel(Whose(notice), names[notice.Group!.Value], string.Join(", ", notice.OtherGroups.Select(group => names[group])))),
            List(Of(told, NoticeKind.Fault), notice => new FaultModel(Whose(notice), MailTime.Of(notice.At, null), notice.Step ?? "", notice.Reason ?? ""))));
    }

    private static List<AdminNotice> Of(IEnumerable<AdminNotice> told, NoticeKind kind) => [.. told
        .Where(notice => notice.Kind == kind)
        .OrderBy(notice => kind == NoticeKind.Group ? notice.GroupName : notice.UserName, StringComparer.OrdinalIgnoreCase)
        .ThenBy(notice => notice.At)];

    private static ListModel<T> List<T>(IReadOnlyList<AdminNotice> told, Func<AdminNotice, T> model) =>
        new([.. told.Take(ListedOfAKind).Select(model)], told.Count, Math.Max(0, told.Count - ListedOfAKind));

    private static string Whose(AdminNotice notice) => notice.UserName ?? $"user {notice.User}";

    /// <summary>The groups' names, as far as they were heard of.</summary>
    private async Task<IReadOnlyDictionary<GroupId, string>> NamesAsync(
        TenantId tenant, IEnumerable<AdminNotice> conflicts, CancellationToken cancellationToken)
    {
        var groups = conflicts.SelectMany(notice => notice.OtherGroups.Append(notice.Group!.Value)).Distinct().ToList();
        var known = (await notices.GetManyAsync(tenant, [.. groups.Select(AdminNotice.IdOf)], cancellationToken))
            .ToDictionary(document => document.Id, document => document.Body.GroupName);
        return groups.ToDictionary(group => group, group => known.GetValueOrDefault(AdminNotice.IdOf(group)) ?? $"group {group}");
    }
}

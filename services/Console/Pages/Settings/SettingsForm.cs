using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Settings;

/// <summary>A tenant's settings as the form has them.</summary>
public sealed record SettingsForm
{
    /// <summary>Name of the field with the settings that the form began with.</summary>
    public const string Before = "before";

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public string Name { get; init; } = "";

    public string IdentityProvider { get; init; } = "";

    public bool Lenient { get; init; }

    public bool AutomaticSync { get; init; }

    public string SecondGroup { get; init; } = "";

    /// <summary>The selected groups, in the order of their ids; null for all users.</summary>
    public IReadOnlyList<GroupId>? GroupsToSync { get; init; }

    public bool UpnLogin { get; init; }

    public bool WelcomeEmails { get; init; }

    public bool ChangeEmails { get; init; }

    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    /// <summary>Seconds, as typed; null if empty.</summary>
    public JsonNode? RemovalGraceSeconds { get; init; }

    public bool KeepAccessDuringGrace { get; init; }

    /// <summary>Hours, as typed; null if empty.</summary>
    public JsonNode? SilentAfterHours { get; init; }

    public bool RecordReads { get; init; }

    public static SettingsForm From(Tenant tenant) => new()
    {
        Name = tenant.Name ?? "",
        IdentityProvider = tenant.IdentityProvider,
        Lenient = tenant.Lenient,
        AutomaticSync = tenant.AutomaticSync,
        SecondGroup = tenant.SecondGroup,
        GroupsToSync = InOrder(tenant.GroupsToSync),
        UpnLogin = tenant.UpnLogin,
        WelcomeEmails = tenant.WelcomeEmails,
        ChangeEmails = tenant.ChangeEmails,
        AdminEmails = tenant.AdminEmails,
        RemovalGraceSeconds = tenant.RemovalGraceSeconds,
        KeepAccessDuringGrace = tenant.KeepAccessDuringGrace,
        SilentAfterHours = tenant.SilentAfterHours,
        RecordReads = tenant.RecordReads,
    };

    internal static SettingsForm From(FormValues form) => new()
    {
        Name = form.Text("name"),
        IdentityProvider = form.Text("identityProvider"),
        Lenient = form.IsChecked("lenient"),
        AutomaticSync = form.IsChecked("automaticSync"),
        SecondGroup = form.Text("secondGroup"),
        GroupsToSync = form.Text("syncWhom") == "some" ? InOrder([.. GroupsIn(form)]) : null,
        UpnLogin = form.IsChecked("upnLogin"),
        WelcomeEmails = form.IsChecked("welcomeEmails"),
        ChangeEmails = form.IsChecked("changeEmails"),
        AdminEmails = form.Lines("adminEmails"),
        RemovalGraceSeconds = NumberOrText(form.Text("removalGraceSeconds")),
        KeepAccessDuringGrace = form.IsChecked("keepAccessDuringGrace"),
        SilentAfterHours = NumberOrText(form.Text("silentAfterHours")),
        RecordReads = form.IsChecked("recordReads"),
    };

    /// <summary>These settings as a field of the form, to be compared with later.</summary>
    public string ToField() => JsonSerializer.Serialize(this, Json);

    /// <summary>
    /// The settings that differ from those that the form began with. Only they are sent, so that a change by somebody else meanwhile is not
    /// overwritten.
    /// </summary>
    internal JsonObject ChangesSince(string before)
    {
        var (was, now) = (ParseObject(before), JsonSerializer.SerializeToNode(this, Json)!.AsObject());
        return new JsonObject(now
            .Where(setting => !was.ContainsKey(setting.Key) || !JsonNode.DeepEquals(setting.Value, was[setting.Key]))
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Value?.DeepClone())));
    }

    /// <summary>The form that this one began with; the field is ours, but it comes from outside.</summary>
    private static JsonObject ParseObject(string field)
    {
        try
        {
            return JsonNode.Parse(field) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<GroupId> GroupsIn(FormValues form) =>
        from text in form.All("group") where Guid.TryParse(text, out _) select GroupId.Parse(text, null);

    private static IReadOnlyList<GroupId>? InOrder(IReadOnlyList<GroupId>? groups) =>
        groups is null ? null : [.. groups.Distinct().OrderBy(group => group.ToString(), StringComparer.Ordinal)];

    /// <summary>A number as JSON has it; what is none is sent as it is, and the ingress says what it takes.</summary>
    private static JsonNode? NumberOrText(string text) => text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(text);
}

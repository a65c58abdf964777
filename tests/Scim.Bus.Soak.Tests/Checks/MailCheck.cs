using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scim.Bus.Soak.Tests.Model;

namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>Every mail arrived once at most, and whoever may log in was welcomed once.</summary>
internal sealed partial class MailCheck(SmtpSink sink)
{
    private readonly Dictionary<string, int> _countOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _welcomes = new(StringComparer.Ordinal);
    private int _read;

    public int Count => _read;

    /// <summary>
    /// Compares what has arrived with the model. A missing mail is one that a process had in hand when it was killed, and the log says so.
    /// </summary>
    public async Task CompareAsync(TestTenant tenant, ModelTenant model, Differences differences)
    {
        Read();
        foreach (var (id, count) in _countOf.Where(mail => mail.Value > 1))
            differences.Require(false, () => $"mail {id} arrived {count} times");
        foreach (var user in model.People)
        {
            var welcomes = _welcomes.GetValueOrDefault(user.FamilyName);
            differences.Require(welcomes <= 1, () => $"{user} was welcomed {welcomes} times");
            if (welcomes == 0 && user.IsActive && model.IsInScope(user))
            {
                var log = await tenant.Admin.TimelineAsync(user.Id);
                differences.Require(log.Any(IsUncertainWelcome), () => $"{user} was not welcomed");
            }
        }
    }

    private static bool IsUncertainWelcome(JsonObject line) =>
        line["step"]!.GetValue<string>() == "notification"
        && line["outcome"]!.GetValue<string>() == "warning"
        && line["detail"]!.GetValue<string>().StartsWith("Welcome", StringComparison.OrdinalIgnoreCase);

    private void Read()
    {
        var messages = sink.Messages;
        for (; _read < messages.Count; _read++)
        {
            var mail = messages[_read];
            var id = mail.MessageId ?? "";
            _countOf[id] = _countOf.GetValueOrDefault(id) + 1;
            var name = FamilyName.Match(mail.TextBody ?? "").Value;
            if (mail.Headers["X-Scim-Bus-Notification"] == "welcome") _welcomes[name] = _welcomes.GetValueOrDefault(name) + 1;
        }
    }

    [GeneratedRegex(@"\bP[0-9]+of\w+", RegexOptions.None, 1_000)]
    private static partial Regex FamilyName { get; }
}

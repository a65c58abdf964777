using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Audit;

/// <summary>What the audit log is searched for, as it is in the page's address.</summary>
/// <param name="Who">A part of the names of those who did it.</param>
/// <param name="Act">The beginning of what they did, such as <c>token</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
public sealed record AuditQuery(string? Who, string? Act, string? Outcome, string? From, string? To)
{
    /// <summary>Whether there is anything to search for.</summary>
    public bool IsEmpty => Filter is null;

    /// <summary>The search in SCIM's filter syntax; null for everything.</summary>
    public string? Filter
    {
        get
        {
            List<string> parts = [];
            if (Who?.Trim() is { Length: > 0 } who)
                parts.Add($"actor.name co {ServiceClient.Quoted(who)}");
            if (Act?.Trim() is { Length: > 0 } act)
                parts.Add($"action sw {ServiceClient.Quoted(act)}");
            if (AuditTexts.KnownOutcome(Outcome) is { Length: > 0 } outcome)
                parts.Add($"outcome eq {ServiceClient.Quoted(outcome)}");
            parts.AddRange(Days.Between("at", From, To));
            return parts.Count == 0 ? null : string.Join(" and ", parts);
        }
    }

    /// <summary>A path with the search in its query.</summary>
    public string At(string path, string? cursor = null) => PagePath.With(
        path, ("who", Who?.Trim()), ("act", Act?.Trim()), ("outcome", Outcome), ("from", From), ("to", To), ("cursor", cursor));
}

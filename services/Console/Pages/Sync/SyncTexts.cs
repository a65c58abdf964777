using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>Words for syncs and drift.</summary>
public static class SyncTexts
{
    public const string UpToDate = "All accounts are up to date.";

    /// <summary>Follows what is said of a comparison that was not completed.</summary>
    public const string Incomplete = "The tenant is large, and not all of it was compared yet: a sync compares the rest, too.";

    /// <summary>What a sync changes, in a sentence.</summary>
    public static string Summary(SyncChanges changes)
    {
        (int Count, string What)[] parts =
        [
            (changes.Create.Count, "to create"), (changes.Change.Count, "to change"), (changes.Remove.Count, "to lose access"),
        ];
        var some = parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}").ToList();
        if (some.Count == 0 && changes.IsComplete)
            return UpToDate;
        var found = some.Count == 0 ? "No account differs so far." : $"Accounts: {string.Join(", ", some)}.";
        return changes.IsComplete ? found : $"{found} {Incomplete}";
    }

    /// <summary>What came of a sync.</summary>
    public static string Result(SyncProgress run) => run.Faulted > 0
        ? $"The sync is done, but {run.Faulted} of {run.Total} accounts could not be updated: see below."
        : $"The sync is done. Accounts updated: {run.Total}.";

    /// <summary>What a sync would do about a difference.</summary>
    public static (string Tone, string Text) Change(string kind) => kind switch
    {
        "create" => ("info", "Would be created"),
        "change" => ("warning", "Would be changed"),
        _ => ("error", "Would lose access"),
    };

    /// <summary>How an account differs from the directory.</summary>
    public static (string Tone, string Title, string Text) Difference(string kind) => kind switch
    {
        "missing" => ("error", "Missing", "The user should have an account but has none."),
        "orphaned" => ("error", "Orphaned", "The user of this account no longer exists in the identity provider."),
        "behind" => ("warning", "Out of date", "The account lacks the latest changes from the identity provider."),
        "edited" => ("info", "Edited by hand", "Allowed. Only a sync that overwrites manual edits reverts it."),
        _ => ("neutral", kind, ""),
    };
}

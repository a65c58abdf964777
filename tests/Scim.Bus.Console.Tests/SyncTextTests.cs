using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Sync;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Tests;

/// <summary>What is said of a sync before it starts.</summary>
public sealed class SyncTextTests
{
    [Theory]
    [InlineData(0, true, "All accounts are up to date.")]
    [InlineData(2, true, "Accounts: 2 to create.")]
    [InlineData(
        0, false, "No account differs so far. The tenant is large, and not all of it was compared yet: a sync compares the rest, too.")]
    [InlineData(
        2, false, "Accounts: 2 to create. The tenant is large, and not all of it was compared yet: a sync compares the rest, too.")]
    public void A_comparison_that_was_not_completed_is_not_said_to_be_all(int found, bool isComplete, string text) => Assert.Equal(
        text,
        SyncTexts.Summary(new SyncChanges
        {
            Create = [.. Enumerable.Range(0, found).Select(_ => new SyncChange("create", new UserId(Guid.NewGuid()), "ann", []))],
            IsComplete = isComplete,
        }));
}

using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.People;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Tests;

/// <summary>What the identity provider says, what is wanted, and what the account has, also in states that are hard to produce.</summary>
public sealed class PersonComparisonTests
{
    private static readonly UserId User = new(Guid.CreateVersion7());
    private static readonly GroupId Sales = new(Guid.CreateVersion7());

    private static readonly KnownOfPerson InSync = new()
    {
        Directory = new DirectoryPerson { Id = User, Active = true, LastName = "Lee", Groups = [new(Sales, "Sales"), new(default, "Old")] },
        Account = new Account
        {
            Id = new AccountId(Guid.CreateVersion7()),
            UserId = User,
            Active = true,
            LastName = "Lee",
            AccessGroup = new(Sales, "Sales"),
        },
        Saga = new Saga
        {
            State = States.InSync,
            Desired = new() { Exists = true, Active = true, Group = Sales },
            Attributes = new() { LastName = "Lee" },
        },
    };

    [Fact]
    public void What_is_equal_is_the_same()
    {
        Assert.All(PersonComparison.Of(InSync, "Sales"), row => Assert.Equal(ComparedResult.Same, row.Result));
        Assert.Equal("Sales; also in Old", Row(InSync, "Access Group").Said);
    }

    [Theory]
    [InlineData(false, "Smith", ComparedResult.EditedByHand)]
    [InlineData(true, "Lee", ComparedResult.OnItsWay)]
    public void An_edit_by_hand_stays_until_it_is_overwritten(bool isOverwritten, string wanted, ComparedResult result)
    {
        var edit = new FieldEdit("lastName", "Bea", DateTimeOffset.UnixEpoch);
        var row = Row(
            InSync with
            {
                Account = InSync.Account! with { LastName = "Smith", Edits = [edit] },
                Saga = InSync.Saga! with { Overwrites = isOverwritten ? ["lastName"] : [] },
            },
            "Last name");
        Assert.Equal(("Lee", wanted, "Smith", result), (row.Said, row.Wanted, row.Has, row.Result));
        Assert.Equal((edit, !isOverwritten), (row.Edit, row.IsKept));
    }

    [Fact]
    public void A_difference_that_failed_is_called_so()
    {
        var faulted = InSync with
        {
            Account = InSync.Account! with { LastName = "Smith" },
            Saga = InSync.Saga! with { State = States.Faulted, Fault = new SagaFault("Because.", 10) },
        };
        Assert.Equal(ComparedResult.Different, Row(faulted, "Last name").Result);
    }

    [Fact]
    public void A_service_that_is_away_hides_its_own_column_only()
    {
        var row = Row(InSync with { Directory = null, IsDirectoryUnknown = true }, "Last name");
        Assert.Equal((PersonComparison.Unknown, "Lee", "Lee", ComparedResult.Same), (row.Said, row.Wanted, row.Has, row.Result));
        row = Row(InSync with { Account = null, IsAccountUnknown = true }, "Last name");
        Assert.Equal(("Lee", "Lee", PersonComparison.Unknown, ComparedResult.NotCompared), (row.Said, row.Wanted, row.Has, row.Result));
        row = Row(InSync with { Saga = null }, "Last name");
        Assert.Equal(("Lee", PersonComparison.Unknown, "Lee", ComparedResult.NotCompared), (row.Said, row.Wanted, row.Has, row.Result));
    }

    [Fact]
    public void What_is_on_hold_is_not_compared()
    {
        var held = InSync with { Saga = InSync.Saga! with { State = States.OnHold } };
        Assert.All(PersonComparison.Of(held, "Sales"), row => Assert.Equal(ComparedResult.NotCompared, row.Result));
    }

    [Fact]
    public void What_happens_next_has_its_time()
    {
        var at = DateTimeOffset.UnixEpoch;
        var saga = new Saga { State = States.Applying, Outstanding = new OutstandingCommand(3, at, IsRefused: true), NotifyAt = at };
        Assert.Equal(
            [
                new NextStep("Attempt 3 was refused. The next one is at", at),
                new NextStep("Unless their access is restored before, they are told that they lost it at", at),
            ],
            NextStep.Of(saga));
        var faulted = new Saga { State = States.Faulted, Fault = new SagaFault("Because.", 1, at) };
        Assert.Equal(at, Assert.Single(NextStep.Of(faulted)).At);
        Assert.Null(Assert.Single(NextStep.Of(faulted with { Fault = new SagaFault("Because.", 1) })).At);
        Assert.StartsWith("Nothing, until", Assert.Single(NextStep.Of(InSync.Saga!)).Text, StringComparison.Ordinal);
    }

    private static ComparedRow Row(KnownOfPerson known, string title) =>
        PersonComparison.Of(known, "Sales").Single(row => row.Title == title);
}

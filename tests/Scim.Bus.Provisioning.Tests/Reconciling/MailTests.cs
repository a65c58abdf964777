using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>The mails to a person: whom they address and how, and what the next one tells the difference to.</summary>
public sealed class MailTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TenantSettings NoGrace = new() { RemovalGraceSeconds = 0 };
    private static readonly TenantSettings NoMails = NoGrace with { ChangeEmails = false };

    [Fact]
    public void A_welcome_has_what_the_mail_needs()
    {
        var mail = new NotifyPerson
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Generation = 1,
            Kind = NotificationKind.Welcome,
            Email = "ann@acme.example",
            Name = "Ann Lee",
            PersonKind = AccountKind.ExternalRecruiter,
            TimeZone = "Europe/Berlin",
            AccessGroup = "Recruiters",
            OccurredAt = Ann.Now.TimeOfDay,
        };
        Assert.Equal(mail, Ann.Applying.Confirm().Decide().Mail);
    }

    [Theory]
    [InlineData(" Ann ", "Lee", "Ann Lee")]
    [InlineData("Ann", "  ", "Ann")]
    [InlineData(null, "Lee", "Lee")]
    [InlineData("", null, null)]
    public void A_person_is_addressed_by_the_names_that_are_known(string? givenName, string? familyName, string? expected)
    {
        var profile = Ann.InDirectory.Profile with { GivenName = givenName, FamilyName = familyName };
        var reported = Ann.Reported with { Profile = Ann.Reported.Profile! with { Profile = profile } };
        Assert.Equal(expected, reported.Next().Confirm().Decide().Mail!.Name);
    }

    [Fact]
    public void Nobody_without_an_address_is_written_to_and_the_end_of_the_login_withdraws_what_waits()
    {
        var profile = Ann.InDirectory.Profile with { WorkEmail = null };
        var reported = Ann.Reported with { Profile = Ann.Reported.Profile! with { Profile = profile } };
        var welcomed = reported.Next().Confirm().Decide();
        Assert.Equal((null, true), (welcomed.Mail, welcomed.Record.LastNotified.Welcomed));
        var removed = welcomed.Record.Deactivate().Next().Confirm().Decide(NoGrace);
        Assert.Equal((NotificationKind.Removed, "", true), (removed.Mail!.Kind, removed.Mail.Email, removed.Mail.IsSilent));
    }

    [Fact]
    public void A_loss_is_mailed_when_the_grace_period_has_passed_and_not_before()
    {
        var waiting = Ann.InSync.Leave().Next().Confirm().Next();
        Assert.Equal(Ann.Now.Due + Grace, waiting.NextDueAt);
        Assert.Equal(waiting, waiting.Next(now: Ann.In(Grace - TimeSpan.FromTicks(1))));
        var decision = waiting.Decide(now: Ann.In(Grace));
        Assert.Equal((NotificationKind.Removed, null), (decision.Mail!.Kind, decision.Record.NextDueAt));
        Assert.Equal(Ann.In(Grace).TimeOfDay, decision.Mail.OccurredAt);
    }

    [Fact]
    public void Only_the_loss_of_the_login_ends_it()
    {
        Assert.False(Mail(Ann.InSync.Leave())!.EndsLogin);
        Assert.True(Mail(Ann.InSync.Deactivate())!.EndsLogin);
        Assert.True(Mail(Ann.InSync.Delete())!.EndsLogin);
    }

    [Fact]
    public void A_loss_of_the_group_in_a_tenant_without_mails_tells_nobody_anything()
    {
        Assert.Null(Mail(Ann.InSync.Leave(), NoMails));
        Assert.True(Mail(Ann.InSync.Deactivate(), NoMails) is { IsSilent: true, EndsLogin: true });
        Assert.Null(Mail(Ann.InSync.Deactivate(), NoMails with { WelcomeEmails = false }));
    }

    [Fact]
    public void Whoever_returns_to_the_group_that_was_mailed_as_lost_is_told_so_whatever_happens_in_between()
    {
        var left = Ann.InSync.Leave().CarryOut();
        Assert.Equal(NotificationKind.Reactivated, Mail(left.Join(Ann.A))!.Kind);
        Assert.Equal(NotificationKind.Moved, Mail(left.Join(Ann.B))!.Kind);
        Assert.Null(Mail(left.Rename()));
        Assert.Equal(NotificationKind.Reactivated, Mail(left.Rename().CarryOut().Join(Ann.A))!.Kind);
        Assert.Null(Mail(left.Join(Ann.A).CarryOut().Rename()));
    }

    [Fact]
    public void Whoever_may_log_in_again_without_their_group_is_told_when_they_get_a_group()
    {
        var settings = NoGrace with { GroupsToSync = [Ann.A, Ann.B] };
        var outOfScope = Ann.InSync.Leave().CarryOut(settings);
        Assert.Equal((false, null), (outOfScope.Observed.Active, outOfScope.Observed.Group));
        var back = outOfScope.Next().Confirm();
        Assert.Equal(NotificationKind.Reactivated, back.Decide(NoGrace).Mail!.Kind);
        Assert.Equal(NotificationKind.Reactivated, Mail(back.Next(NoGrace).Join(Ann.A))!.Kind);
        Assert.Equal(NotificationKind.Moved, Mail(back.Next(NoGrace).Join(Ann.B))!.Kind);
    }

    private static NotifyPerson? Mail(ProvisioningRecord record, TenantSettings? settings = null) =>
        record.Next(settings ?? NoGrace).Confirm().Decide(settings ?? NoGrace).Mail;
}

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>Sets to begin with, for a configuration without any.</summary>
internal static class BuiltInTemplates
{
    public static IReadOnlyList<CatalogueTemplate> All { get; } =
    [
        new()
        {
            Name = "Recruiter",
            Description = "Runs jobs from the opening to the offer, and sees everything.",
            Permissions =
            [
                "jobs.view", "jobs.create", "jobs.edit", "jobs.publish", "requisitions.view", "requisitions.create", "candidates.view",
                "candidates.create", "candidates.edit", "candidates.comment", "candidates.export", "applications.view",
                "applications.edit", "applications.comment", "interviews.view", "interviews.create", "interviews.edit", "offers.view",
                "offers.create", "referrals.view", "reports.view",
            ],
            Visibilities = ["all"],
            Notifications =
            [
                "application.received:email", "application.withdrawn:email", "interview.cancelled:email", "scorecard.submitted:inapp",
                "offer.accepted:email", "offer.declined:email", "comment.mentioned:inapp",
            ],
        },
        new()
        {
            Name = "Hiring manager",
            Description = "Asks for jobs, reads applications and approves offers. Add what they may see.",
            Permissions =
            [
                "jobs.view", "requisitions.view", "requisitions.create", "candidates.view", "candidates.comment", "applications.view",
                "applications.comment", "interviews.view", "interviews.comment", "offers.view", "offers.approve", "reports.view",
            ],
            Notifications =
            [
                "application.received:inapp", "interview.scheduled:email", "interview.cancelled:email", "scorecard.submitted:inapp",
                "offer.accepted:email", "offer.declined:email", "requisition.approved:email", "comment.mentioned:inapp",
            ],
        },
        new()
        {
            Name = "Interviewer",
            Description = "Sees and comments on the interviews that they hold. Add what they may see.",
            Permissions = ["candidates.view", "applications.view", "interviews.view", "interviews.comment"],
            Notifications = ["interview.scheduled:email", "interview.cancelled:email", "comment.mentioned:inapp"],
        },
        new()
        {
            Name = "External recruiter",
            Description = "Proposes candidates for jobs. Add the jobs that they may see.",
            Permissions = ["jobs.view", "candidates.create"],
            Notifications = ["application.moved:email", "job.published:email"],
        },
        new()
        {
            Name = "Read only",
            Description = "Sees everything and changes nothing.",
            Permissions =
            [
                "jobs.view", "requisitions.view", "candidates.view", "applications.view", "interviews.view", "offers.view",
                "referrals.view", "reports.view",
            ],
            Visibilities = ["all"],
        },
    ];
}

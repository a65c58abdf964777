namespace Scim.Bus.Notifications.Composing;

/// <summary>What every template is tried with when the host starts: everything there, and nothing there, so that both sides of a condition are seen.</summary>
internal static class TemplateSamples
{
    public static IReadOnlyList<PersonModel> Persons { get; } =
    [
        new("Ann Lee", "ann@example.com", "Hiring Managers", "2 January 2030 at 03:04 (Europe/London)", "Example"),
        new("there", "ann@example.com", "", "2 January 2030 at 03:04 (UTC)", "Example"),
    ];

    public static IReadOnlyList<DigestModel> Digests { get; } =
    [
        new(
            "Example",
            6,
            new([new("Hiring Managers")], 2, 1),
            new([new("ann@example.com", "Hiring Managers", "Recruiters")], 2, 1),
            new([new("ann@example.com", "2 January 2030 at 03:04 (UTC)", "account", "There is another account.")], 2, 1)),
        new("Example", 1, new([], 0, 0), new([], 0, 0), new([], 0, 0)),
    ];
}

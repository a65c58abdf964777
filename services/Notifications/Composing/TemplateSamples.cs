namespace Scim.Bus.Notifications.Composing;

/// <summary>
/// Sample models that every template is rendered with at startup: one with all values and one with as few as possible, so that both
/// branches of a condition run.
/// </summary>
internal static class TemplateSamples
{
    public static IReadOnlyList<PersonModel> Persons { get; } =
    [
        new(
            "Ann Lee",
            "ann@example.com",
            "Hiring Managers",
            "2 January 2030 at 03:04 (Europe/London)",
            "Example",
            "https://pinpoint.example/"),
        new("", "ann@example.com", "", "2 January 2030 at 03:04 (UTC)", "Example", ""),
    ];

    public static IReadOnlyList<DigestModel> Digests { get; } =
    [
        new(
            "Example",
            "https://console.example/tenants/example",
            13,
            new([new("Hiring Managers")], 2, 1),
            new([new("ann@example.com", "Hiring Managers", "Recruiters")], 2, 1),
            new([new("ann@example.com", "2 January 2030 at 03:04 (UTC)", "account", "The work e-mail belongs to another account.")], 2, 1),
            new([new("ann@example.com", "2 January 2030 at 03:04 (UTC)", "'timezone' is not an IANA time zone identifier.")], 2, 1),
            new([new("Okta, production", "2 January 2030 at 03:04 (UTC)")], 2, 1),
            new(
                [
                    new("failing", "2 January 2030 at 03:04 (UTC)", 12, "The token has expired", "Issue a new token."),
                    new("manyRefusals", "2 January 2030 at 03:04 (UTC)", 40, "A time zone", "Map the time zone."),
                    new("silent", "2 January 2030 at 03:04 (UTC)", 0, "", ""),
                ],
                3,
                0)),
        new("Example", "", 1, new([], 0, 0), new([], 0, 0), new([], 0, 0), new([], 0, 0), new([], 0, 0), new([], 0, 0)),
    ];
}

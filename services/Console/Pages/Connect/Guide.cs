namespace Scim.Bus.Console.Pages.Connect;

/// <summary>A guide of <c>docs/identity-providers</c>, embedded in the assembly.</summary>
/// <param name="Key">Name of the identity provider in the tenant's settings, or <see cref="Common"/>.</param>
/// <param name="File">Name of its file.</param>
/// <param name="Title">Heading of its page.</param>
public sealed record Guide(string Key, string File, string Title)
{
    /// <summary>Key of the guide that has what is the same for all identity providers.</summary>
    public const string Common = "common";

    /// <summary>The SCIM URL in the guides' examples; pages have the installation's own in its place.</summary>
    public const string ExampleUrl = "https://scim.example/scim/v2";

    private const string Prefix = "guides/";

    public static IReadOnlyList<Guide> All { get; } =
    [
        new("okta", "okta.md", "How to connect Okta"),
        new("entra", "entra.md", "How to connect Microsoft Entra"),
        new("onelogin", "onelogin.md", "How to connect OneLogin"),
        new("other", "other.md", "How to connect another SCIM 2.0 client"),
        new(Common, "README.md", "What is the same for all identity providers"),
    ];

    /// <summary>Names of the embedded files.</summary>
    public static IEnumerable<string> Files =>
        from name in typeof(Guide).Assembly.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        select name[Prefix.Length..];

    /// <summary>Its text in Markdown.</summary>
    public string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(Guide).Assembly.GetManifestResourceStream(Prefix + File)!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The guide with this key; null if there is none.</summary>
    public static Guide? Find(string key) => All.FirstOrDefault(guide => guide.Key == key);

    /// <summary>All guides, that of an identity provider first.</summary>
    public static IEnumerable<Guide> AllFor(string? provider) => All.OrderByDescending(guide => guide.Key == provider);
}

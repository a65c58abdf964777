using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>The page in a browser's session of its own, with what the browser had to say against it.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private static readonly string AccessibilityCheck = ReadResource("accessibility.js");

    private readonly IBrowserContext _session;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _complaints = [];

    private ConsolePage(IBrowserContext session, IPage page, Uri address)
    {
        (_session, Page, _address) = (session, page, address);
        page.Console += (_, message) => NoteConsole(message);
        page.PageError += (_, error) => _complaints.Enqueue($"uncaught: {error}");
        page.Request += (_, request) => NoteRequest(request);
    }

    /// <summary>The browser's page.</summary>
    public IPage Page { get; }

    /// <summary>The main heading.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>What is told as an error.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>The sentence that answers why a person has access or not.</summary>
    public ILocator Verdict => Page.Locator(".answer .notice").First;

    /// <summary>Opens the page in a window of a width, at the sign-in.</summary>
    public static async Task<ConsolePage> OpenAsync(ConsoleFixture.Running console, int width)
    {
        var session = await console.Browser.NewSessionAsync(console.Address, width);
        var page = new ConsolePage(session, await session.NewPageAsync(), console.Address);
        await page.Page.GotoAsync("/");
        await page.SeesAsync("Sign in");
        return page;
    }

    /// <summary>Gives a key at the sign-in.</summary>
    public async Task SignInAsync(string key = ConsoleFixture.AdminKey)
    {
        await Page.GetByLabel("Admin key").FillAsync(key);
        await ClickAsync("Sign in");
    }

    /// <summary>Signs in and goes to a view of a tenant.</summary>
    public async Task EnterAsync(Tenant tenant, string view, string heading)
    {
        await SignInAsync();
        await SeesAsync("Choose a tenant");
        await GoAsync(tenant, view, heading);
    }

    /// <summary>Goes to a view of a tenant.</summary>
    public async Task GoAsync(Tenant tenant, string view, string heading)
    {
        await Page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{tenant.Id}/{view}");
        await SeesAsync(heading);
    }

    /// <summary>The view with this heading is there, and complete.</summary>
    public async Task SeesAsync(string heading)
    {
        await Assertions.Expect(Heading).ToHaveTextAsync(heading);
        await Assertions.Expect(Page.Locator("main[aria-busy]")).ToHaveCountAsync(0);
    }

    /// <summary>Presses the button with this name.</summary>
    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Follows the link with this name.</summary>
    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>The value beside a name in a list of facts.</summary>
    public ILocator Fact(string name) =>
        Page.Locator("dl.facts > div").Filter(new() { Has = Page.Locator($"dt:text-is('{name}')") }).Locator("dd");

    /// <summary>The row of a table that holds a text.</summary>
    public ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>What is wrong for those who use no mouse, or see little or nothing; and what does not fit the width.</summary>
    public Task<string[]> AccessibilityProblemsAsync() => Page.EvaluateAsync<string[]>(AccessibilityCheck);

    /// <summary>
    /// Fails if the browser had anything to complain of: errors, refusals of the content security policy, other hosts that were asked, the admin key
    /// where it may be seen.
    /// </summary>
    public void AssertNoComplaints() => Assert.Empty(_complaints);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _session.DisposeAsync();

    private void NoteConsole(IConsoleMessage message)
    {
        // What the API refuses is part of the tests, but the browser tells it as an error.
        var isRefusal = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && message.Location.Contains("/api/", StringComparison.Ordinal);
        NoteKey(message.Text, "the console");
        if (message.Type is "error" or "warning" && !isRefusal)
            _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
    }

    private void NoteRequest(IRequest request)
    {
        if (!request.Url.StartsWith(_address.ToString(), StringComparison.Ordinal))
            _complaints.Enqueue($"asked {request.Url}");
        NoteKey(request.Url, "an address");
    }

    private void NoteKey(string text, string place)
    {
        if (text.Contains(ConsoleFixture.AdminKey, StringComparison.Ordinal))
            _complaints.Enqueue($"the admin key stands in {place}: {text}");
    }

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

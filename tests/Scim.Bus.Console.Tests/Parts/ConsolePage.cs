using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>The page in its own browser session. Records errors that the browser reports.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private static readonly string AccessibilityCheck = ReadResource("accessibility.js");

    private readonly IBrowserContext _session;
    private readonly Uri[] _addresses;
    private readonly ConcurrentQueue<string> _problems = [];

    private ConsolePage(IBrowserContext session, IPage page, Uri[] addresses)
    {
        (_session, Page, _addresses) = (session, page, addresses);
        page.Console += (_, message) => CheckMessage(message);
        page.PageError += (_, error) => _problems.Enqueue($"uncaught: {error}");
        page.Request += (_, request) => CheckRequest(request);
    }

    public IPage Page { get; }

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>What came of the form that led here.</summary>
    public ILocator Outcome => Page.Locator(".outcome .notice");

    /// <summary>The error message.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>The sentence about a person's access.</summary>
    public ILocator Verdict => Page.Locator(".answer .notice").First;

    /// <summary>The explanations below the verdict.</summary>
    public ILocator Findings => Page.Locator(".findings");

    /// <summary>Opens the page at the sign-in, in a window of this width (pixels).</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="address">Where the Console is.</param>
    /// <param name="width">Width of the window, in pixels.</param>
    /// <param name="provider">Where people sign in, if that is another host.</param>
    public static async Task<ConsolePage> OpenAsync(Browser browser, Uri address, int width = 1280, Uri? provider = null)
    {
        var session = await browser.NewSessionAsync(address, width);
        var page = new ConsolePage(session, await session.NewPageAsync(), provider is null ? [address] : [address, provider]);
        page.Page.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        await page.GoAsync("/");
        await page.SeesAsync("Sign in");
        return page;
    }

    /// <summary>Enters a key at the sign-in.</summary>
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

    /// <summary>Chooses a tenant from the list, by a search: those of other tests may fill its first page.</summary>
    public async Task ChooseAsync(Tenant tenant)
    {
        await GoAsync($"/tenants?search={tenant.Id}");
        await SeesAsync("Choose a tenant");
        await FollowAsync(tenant.Name);
    }

    /// <summary>Goes to a view of a tenant.</summary>
    public async Task GoAsync(Tenant tenant, string view, string heading)
    {
        await GoAsync($"/tenants/{tenant.Id}/{view}");
        await SeesAsync(heading);
    }

    /// <summary>Goes to an address.</summary>
    /// <param name="address">A path in the Console, or a whole URL.</param>
    public async Task<IResponse?> GoAsync(string address)
    {
        var response = await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await IsLoadedAsync();
        return response;
    }

    /// <summary>Goes back to the page before, as the browser's button does.</summary>
    public async Task GoBackAsync()
    {
        await Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });
        await IsLoadedAsync();
    }

    /// <summary>Loads the page again.</summary>
    public async Task ReloadAsync()
    {
        await Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await IsLoadedAsync();
    }

    /// <summary>Waits until the page with this heading is completely loaded, its scripts included.</summary>
    public async Task SeesAsync(string heading)
    {
        await Assertions.Expect(Heading).ToHaveTextAsync(heading);
        await IsLoadedAsync();
    }

    /// <summary>Clicks the button with this name.</summary>
    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Follows the link with this name.</summary>
    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>The value beside a name in a list of facts.</summary>
    public ILocator Fact(string name) =>
        Page.Locator("dl.facts > div").Filter(new() { Has = Page.Locator($"dt:text-is('{name}')") }).Locator("dd");

    /// <summary>The entries of the provisioning log, the newest first.</summary>
    public ILocator Entries => Page.Locator(".entries > li");

    /// <summary>Opens the entries of the provisioning log, so that their steps are seen.</summary>
    public Task OpenEntriesAsync() => Page.Locator(".entries details").EvaluateAllAsync<bool>(
        "all => all.map(one => one.open = true).length > 0");

    /// <summary>The table rows that contain a text.</summary>
    public ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>Gives the window another width, in pixels, and light or dark pages.</summary>
    public async Task LookAsync(int width, bool isDark)
    {
        await Page.SetViewportSizeAsync(width, Browser.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
    }

    /// <summary>Problems for people who use a keyboard or a screen reader, low contrast, and content wider than the window.</summary>
    public async Task<string[]> AccessibilityProblemsAsync(bool withAxe = true) =>
        [.. await Page.EvaluateAsync<string[]>(AccessibilityCheck), .. withAxe ? await Axe.ProblemsAsync(Page) : []];

    /// <summary>Saves a screenshot if the variable CONSOLE_SCREENSHOTS names a folder.</summary>
    public async Task CaptureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CONSOLE_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    /// <summary>
    /// Fails if there was an error, a violation of the content security policy, a request to another host, or the admin key in a URL or in
    /// the browser's console.
    /// </summary>
    public void AssertNoProblems() => Assert.Empty(_problems);

    /// <summary>The session's cookies.</summary>
    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await _session.CookiesAsync();

    /// <summary>Gives the session a cookie, as somebody would who kept it.</summary>
    public Task AddCookieAsync(BrowserContextCookiesResult cookie) => _session.AddCookiesAsync(
        [new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }]);

    public async ValueTask DisposeAsync() => await _session.DisposeAsync();

    /// <remarks>Playwright's own wait for a load misses one that completes just then, and lasts until its time is over.</remarks>
    private Task IsLoadedAsync() =>
        Eventually.Be(async () => Assert.Equal("complete", await Page.EvaluateAsync<string>("document.readyState")));

    private void CheckMessage(IConsoleMessage message)
    {
        // Tests provoke pages that say what is wrong, whose status the browser reports as an error too.
        var isRefusal = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            && !message.Location.Contains("/console/", StringComparison.Ordinal);
        CheckForKey(message.Text, "the console");
        if (message.Type is "error" or "warning" && !isRefusal)
            _problems.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
    }

    private void CheckRequest(IRequest request)
    {
        if (!_addresses.Any(address => request.Url.StartsWith(address.ToString(), StringComparison.Ordinal)))
            _problems.Enqueue($"request to {request.Url}");
        CheckForKey(request.Url, "a URL");
    }

    private void CheckForKey(string text, string place)
    {
        if (text.Contains(ConsoleFixture.AdminKey, StringComparison.Ordinal))
            _problems.Enqueue($"the admin key is in {place}: {text}");
    }

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

using Microsoft.Playwright;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>A headless Chromium.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>Height of every window, in pixels.</summary>
    public const int Height = 900;

    private const string PathVariable = "CHROMIUM_PATH";

    /// <summary>Where there is one, the build of Chromium without its own windows: it needs half of the processor's time.</summary>
    private static readonly string[] Names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Switches off what needs a graphics card, a sandbox inside a container, or hosts other than ours.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _driver;
    private readonly IBrowser _chromium;

    private Browser(IPlaywright driver, IBrowser chromium) => (_driver, _chromium) = (driver, chromium);

    /// <exception cref="SkipException">There is no Chromium on this machine.</exception>
    public static async Task<Browser> StartAsync()
    {
        var path = Find();
        var driver = await Playwright.CreateAsync();
        try
        {
            return new Browser(driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments }));
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>Opens an isolated session, without cookies and storage of others.</summary>
    public Task<IBrowserContext> NewSessionAsync(Uri address, int width) => _chromium.NewContextAsync(new()
    {
        BaseURL = address.ToString(),
        ViewportSize = new() { Width = width, Height = Height },
        Permissions = ["clipboard-read", "clipboard-write"],
        TimezoneId = "Europe/London",
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _driver.Dispose();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given)
            return File.Exists(given) ? given : throw new FileNotFoundException($"The file named by {PathVariable} does not exist.", given);
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new SkipException(
                $"There is no Chromium: {PathVariable} is not set, and none of {string.Join(", ", Names)} is in PATH.");
    }
}

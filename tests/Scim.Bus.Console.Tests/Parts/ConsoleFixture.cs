using Microsoft.Playwright;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>One process with all services and one browser for all tests. Each test has its own tenant and session.</summary>
public sealed class ConsoleFixture() : SharedPart<ConsoleFixture.Running>(Running.StartAsync)
{
    public const string AdminKey = "the-key-of-an-operator";

    /// <summary>The running services and browser.</summary>
    public sealed class Running : IAsyncDisposable
    {
        private readonly ServiceProcess _services;

        private Running(ServiceProcess services, Browser browser) => (_services, Browser) = (services, browser);

        public Browser Browser { get; }

        public Uri Address => _services.BaseAddress;

        /// <summary>The folder of the services' databases.</summary>
        public string Data => Path.Combine(_services.WorkingFolder, "data");

        /// <exception cref="SkipException">There is no browser.</exception>
        public static async Task<Running> StartAsync()
        {
            // A long limit costs nothing, because a test continues as soon as it can; a busy machine needs it.
            Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
            // The browser first, because without one the tests are skipped and no services are needed.
            var browser = await Browser.StartAsync();
            try
            {
                return new Running(await ServiceProcess.StartAsync("AllInOne", Settings()), browser);
            }
            catch
            {
                await browser.DisposeAsync();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            await _services.DisposeAsync();
        }

        private static Dictionary<string, string?> Settings() => new()
        {
            ["Admin__ApiKey"] = AdminKey,
            ["Bus__Transport"] = "InMemory",
            ["Store__Engine"] = "Sqlite",
            ["ConnectionStrings__RabbitMq"] = null,
            ["ConnectionStrings__MongoDb"] = null,
            // A refusal faults a saga at once, so that a test does not have to wait for it.
            ["Provisioning__MaxAttempts"] = "1",
        };
    }
}

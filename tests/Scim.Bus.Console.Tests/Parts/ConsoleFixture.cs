using Microsoft.Playwright;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>One process with all services, and one browser, for all tests; each test has a tenant and a session of its own.</summary>
public sealed class ConsoleFixture() : SharedPart<ConsoleFixture.Running>(Running.StartAsync)
{
    /// <summary>The admin key that the services take.</summary>
    public const string AdminKey = "an-admins-key";

    /// <summary>What runs.</summary>
    public sealed class Running : IAsyncDisposable
    {
        private readonly ServiceProcess _services;

        private Running(ServiceProcess services, Browser browser) => (_services, Browser) = (services, browser);

        /// <summary>The browser.</summary>
        public Browser Browser { get; }

        /// <summary>Where the services listen.</summary>
        public Uri Address => _services.BaseAddress;

        /// <summary>Starts both.</summary>
        /// <exception cref="SkipException">There is no browser.</exception>
        public static async Task<Running> StartAsync()
        {
            // A test goes on as soon as it can; on a machine that does much else, that may take a while.
            Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
            // The browser first: without one the tests are skipped, and no services are needed.
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

        /// <inheritdoc/>
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
            // What is refused is given up at once, so that a test needs not wait for a fault.
            ["Provisioning__MaxAttempts"] = "1",
        };
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleFixture>
{
    /// <summary>Its name.</summary>
    public const string Name = "console";
}

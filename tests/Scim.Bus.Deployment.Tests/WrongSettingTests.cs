using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Deployment.Tests;

/// <summary>A wrong setting keeps a service from starting, with one line that says what to set.</summary>
public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Size", "-5", "Sample__Size is -5: it must be between 1 and 10.")]
    [InlineData("Wait", "00:00:00", "Sample__Wait is 00:00:00: it must be longer than 00:00:00 and at most 365.00:00:00.")]
    [InlineData("Grace", "-00:00:01", "Sample__Grace is -00:00:01: it must be between 00:00:00 and 365.00:00:00.")]
    [InlineData("Address", "acme.example", "Sample__Address is acme.example: it must be an absolute URL such as https://scim.example.com.")]
    public void A_message_names_the_setting_its_value_and_what_is_allowed(string member, string value, string expected)
    {
        using var services = Services(member, value);
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SampleOptions>>().Value);
        Assert.Equal([expected], refusal.Failures);
    }

    [Fact]
    public void The_defaults_are_valid()
    {
        using var services = Services("Grace", "00:00:00");
        Assert.Equal(5, services.GetRequiredService<IOptions<SampleOptions>>().Value.Size);
    }

    [Trait("Needs", "Processes")]
    [Theory]
    [InlineData("Scim__MaxPageSize", "-5", "Scim__MaxPageSize is -5: it must be between 1 and 10000.")]
    [InlineData("Scim__PublicUrl", "acme.example", "Scim__PublicUrl is acme.example: it must be an absolute URL")]
    [InlineData("Mail__Port", "abc", "Mail__Port is 'abc': it must be a whole number.")]
    [InlineData("Admin__ApiKey", "a-key-of-19-letters", "Admin__ApiKey: must have at least 20 characters.")]
    [InlineData("Admin__Console", "console:8080", "Admin__Console is console:8080: it must be an absolute URL such as")]
    [InlineData("Bootstrap__Token", "abc", "Bootstrap__Token: must have at least 20 characters.")]
    [InlineData("Provisioning__MaxAttempts", "-1", "Provisioning__MaxAttempts is -1: it must be between 1 and 1000.")]
    [InlineData("Bus__Transport", "carrier-pigeon", "Bus__Transport is 'carrier-pigeon': it must be RabbitMq or InMemory.")]
    [InlineData("Store__Path", "/dev/null/data", "/dev/null")]
    public async Task A_service_with_a_wrong_setting_ends_with_one_line_and_exit_code_1(string setting, string value, string expected)
    {
        using var folder = new TempFolder("settings");
        var settings = new Dictionary<string, string?>
        {
            ["Store__Path"] = folder.Path,
            ["ConnectionStrings__RabbitMq"] = null,
            [setting] = value,
        };
        var failure = await Assert.ThrowsAsync<ServiceFailedException>(async () => await ServiceProcess.StartAsync("AllInOne", settings));
        var lines = failure.Message.Split('\n');

        Assert.Contains("exit code 1 ", lines[0], StringComparison.Ordinal);
        var line = Assert.Single(lines[2..], line => !line.Contains(" info: ", StringComparison.Ordinal));
        Assert.StartsWith("Scim.Bus.AllInOne can't start. ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string member, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Sample:{member}", value)]).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddValidatedOptions<SampleOptions>("Sample")
            .BuildServiceProvider();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>Settings from files, as container engines mount secrets.</summary>
public sealed class SecretFilesTests
{
    [Fact]
    public void A_file_gives_the_setting_of_its_name_and_wins_over_the_environment()
    {
        using var folder = new TempFolder("secrets");
        File.WriteAllText(folder.PathTo("Admin__ApiKey"), "the-key-of-the-file\n");
        File.WriteAllText(folder.PathTo("ConnectionStrings__RabbitMq"), "amqp://scim-bus:secret@rabbit/");
        var builder = Builder(folder.Path);
        builder.AddServiceDefaults("tested");
        Assert.Equal("the-key-of-the-file", builder.Configuration["Admin:ApiKey"]);
        Assert.Equal("amqp://scim-bus:secret@rabbit/", builder.Configuration.GetConnectionString("RabbitMq"));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        using var folder = new TempFolder("secrets");
        var missing = folder.PathTo("missing");
        var failure = Assert.Throws<DirectoryNotFoundException>(() => Builder(missing).AddServiceDefaults("tested"));
        Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
    }

    private static WebApplicationBuilder Builder(string secrets)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = "the-key-of-the-environment",
            ["Secrets:Path"] = secrets,
        });
        return builder;
    }
}

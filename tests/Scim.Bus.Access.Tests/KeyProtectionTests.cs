using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.Console.Identity;
using Scim.Bus.DocumentStore.Engines;

namespace Scim.Bus.Access.Tests;

/// <summary>How the keys that protect sessions and forms lie in the Console's database, which several Consoles share.</summary>
public sealed class KeyProtectionTests : IDisposable
{
    private const string Secret = "session of an operator";

    private readonly TempFolder _folder = new("keys");
    private readonly CapturedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task With_a_certificate_they_are_encrypted_and_every_Console_that_has_it_reads_them()
    {
        var certificate = NewCertificate("one.pem");
        var text = await ProtectAsync(certificate);
        Assert.All(await StoredAsync(certificate), xml =>
        {
            Assert.Contains("EncryptedData", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
        });
        Assert.Equal(Secret, await UnprotectAsync(text, certificate));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("unencrypted", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_new_certificate_reads_what_the_former_one_encrypted()
    {
        var (former, present) = (NewCertificate("one.pem"), NewCertificate("two.pem"));
        var text = await ProtectAsync(former);
        await Assert.ThrowsAsync<CryptographicException>(() => UnprotectAsync(text, present));
        Assert.Equal(Secret, await UnprotectAsync(text, present, former));
    }

    [Fact]
    public async Task Without_one_they_are_stored_as_they_are_and_the_log_names_the_setting()
    {
        var text = await ProtectAsync(certificate: "");
        Assert.Contains(await StoredAsync(certificate: ""), xml => xml.Contains("masterKey", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains("Admin__KeyProtection__Certificate", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("XML encryptor", StringComparison.OrdinalIgnoreCase));
        // A certificate that is set later does not keep a Console from reading them.
        Assert.Equal(Secret, await UnprotectAsync(text, NewCertificate("one.pem")));
    }

    [Theory]
    [InlineData("missing.pem", null)]
    [InlineData("text.pem", "no certificate")]
    public async Task A_file_that_is_no_certificate_with_its_key_keeps_the_Console_from_starting(string name, string? content)
    {
        if (content is not null)
            await File.WriteAllTextAsync(_folder.PathTo(name), content);
        await using var console = New(_folder.PathTo(name), former: "");
        var settings = console.Services.GetRequiredService<IStartupValidator>();
        Assert.Contains(
            "Admin__KeyProtection__Certificate: must be a PEM file with a certificate",
            Assert.Throws<OptionsValidationException>(settings.Validate).Message,
            StringComparison.Ordinal);
    }

    private static IDataProtector ProtectorOf(WebApplication console) =>
        console.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private string NewCertificate(string name)
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=Scim.Bus tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        File.WriteAllText(_folder.PathTo(name), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return _folder.PathTo(name);
    }

    private async Task<string> ProtectAsync(string certificate)
    {
        await using var console = New(certificate, former: "");
        return ProtectorOf(console).Protect(Secret);
    }

    private async Task<string> UnprotectAsync(string text, string certificate, string former = "")
    {
        await using var console = New(certificate, former);
        return ProtectorOf(console).Unprotect(text);
    }

    private async Task<IReadOnlyList<string>> StoredAsync(string certificate)
    {
        await using var console = New(certificate, former: "");
        return [.. console.Services.GetRequiredService<StoredKeys>().GetAllElements().Select(element => $"{element}")];
    }

    /// <summary>What a Console keeps sessions with, over the folder of the test.</summary>
    private WebApplication New(string certificate, string former)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Admin:ApiKey"] = Host.AdminKey,
            ["Admin:KeyProtection:Certificate"] = certificate,
            ["Admin:KeyProtection:FormerCertificate"] = former,
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = _folder.Path,
        });
        builder.Services.AddSingleton(TimeProvider.System).AddDocumentStore();
        builder.AddIdentity();
        builder.Logging.ClearProviders().AddProvider(_log);
        return builder.Build();
    }
}

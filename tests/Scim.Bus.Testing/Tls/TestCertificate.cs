using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Scim.Bus.Testing;

/// <summary>A certificate for loopback that only those trust who are told to by <see cref="TrustedFile"/>.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly TempFolder _folder = new("certificate");

    public TestCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Scim.Bus tests", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // A key that was loaded from a file can be used by every platform's TLS.
        Server = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        TrustedFile = _folder.PathTo("trusted.pem");
        File.WriteAllText(TrustedFile, made.ExportCertificatePem());
    }

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The certificate alone, for the environment variable <c>SSL_CERT_FILE</c> of a process that is to trust it.</summary>
    public string TrustedFile { get; }

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}

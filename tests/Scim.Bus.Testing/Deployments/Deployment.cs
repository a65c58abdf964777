namespace Scim.Bus.Testing.Deployments;

/// <summary>
/// The services, running as operating-system processes. Tests make tenants of their own in it: see <see cref="TestTenant"/>.
/// </summary>
public abstract class Deployment : IAsyncDisposable
{
    public const string AdminKey = "the-key-of-an-operator";

    public abstract IReadOnlyList<ServiceProcess> Processes { get; }

    public abstract Uri ScimAddress { get; }

    public abstract Uri AdminAddress { get; }

    /// <summary>The mails sent so far: their kind and recipient.</summary>
    public abstract IReadOnlyList<(string Kind, string To)> Mails { get; }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
            await process.DisposeAsync();
    }

    /// <summary>Settings that every process gets.</summary>
    protected static Dictionary<string, string?> Common() => new()
    {
        ["Admin__ApiKey"] = AdminKey,
        ["ConnectionStrings__RabbitMq"] = null,
        ["ConnectionStrings__MongoDb"] = null,
    };

    protected static (string Kind, string To) Describe(MimeKit.MimeMessage mail) =>
        (mail.Headers["X-Scim-Bus-Notification"] ?? "", mail.To.Mailboxes.Single().Address);
}

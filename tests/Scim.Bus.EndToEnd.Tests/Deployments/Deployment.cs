using Scim.Bus.EndToEnd.Tests.Clients;

namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>The services, running as operating-system processes, with one tenant.</summary>
public abstract class Deployment : IAsyncDisposable
{
    public const string Tenant = "acme";

    public const string Token = "an-identity-providers-token";
    public const string AdminKey = "an-admins-key";

    private readonly Lazy<ScimClient> _scim;
    private readonly Lazy<AdminClient> _admin;

    protected Deployment()
    {
        _scim = new Lazy<ScimClient>(() => new ScimClient(ScimAddress, Token));
        _admin = new Lazy<AdminClient>(() => new AdminClient(AdminAddress, Tenant, AdminKey));
    }

    public ScimClient Scim => _scim.Value;

    public AdminClient Admin => _admin.Value;

    public abstract IReadOnlyList<ServiceProcess> Processes { get; }

    public abstract Uri ScimAddress { get; }

    public abstract Uri AdminAddress { get; }

    /// <summary>The mails that went out so far: what they tell, and to whom.</summary>
    public abstract IReadOnlyList<(string Kind, string To)> Mails { get; }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
            await process.DisposeAsync();
        if (_scim.IsValueCreated)
            _scim.Value.Dispose();
        if (_admin.IsValueCreated)
            _admin.Value.Dispose();
    }

    /// <summary>Settings that every process gets.</summary>
    protected static Dictionary<string, string?> Common() => new()
    {
        ["Admin__ApiKey"] = AdminKey,
        ["Bootstrap__Tenant"] = Tenant,
        ["Bootstrap__Token"] = Token,
        ["ConnectionStrings__RabbitMq"] = null,
        ["ConnectionStrings__MongoDb"] = null,
    };

    protected static (string Kind, string To) Describe(MimeKit.MimeMessage mail) =>
        (mail.Headers["X-Scim-Bus-Notification"] ?? "", mail.To.Mailboxes.Single().Address);
}

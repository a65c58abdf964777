using MimeKit;

namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>All services in one process on embedded parts.</summary>
public sealed class AllInOneDeployment : Deployment
{
    private readonly TempFolder _folder;
    private readonly ServiceProcess _process;

    private AllInOneDeployment(TempFolder folder, ServiceProcess process) => (_folder, _process) = (folder, process);

    /// <summary>The folder of the SQLite files.</summary>
    public string StorePath => _folder.Path;

    public override IReadOnlyList<ServiceProcess> Processes => [_process];

    public override Uri ScimAddress => _process.BaseAddress;

    public override Uri AdminAddress => _process.BaseAddress;

    public override IReadOnlyList<(string Kind, string To)> Mails
    {
        get
        {
            var mails = _folder.PathTo("mail");
            return Directory.Exists(mails) ? [.. Directory.GetFiles(mails, "*.eml").Select(file => Describe(MimeMessage.Load(file)))] : [];
        }
    }

    public static Task<AllInOneDeployment> StartAsync() => StartAsync(broker: null);

    /// <param name="broker">The AMQP address of its virtual host, credentials included; null for the embedded bus.</param>
    public static async Task<AllInOneDeployment> StartAsync(string? broker)
    {
        var folder = new TempFolder("all-in-one");
        var environment = Common();
        environment["Store__Path"] = folder.Path;
        if (broker is not null)
            (environment["Bus__Transport"], environment["ConnectionStrings__RabbitMq"]) = ("RabbitMq", broker);
        return new AllInOneDeployment(folder, await ServiceProcess.StartAsync("AllInOne", environment));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

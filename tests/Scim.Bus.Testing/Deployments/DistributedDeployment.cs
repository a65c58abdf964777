namespace Scim.Bus.Testing.Deployments;

/// <summary>Each service in a process of its own, over a real RabbitMQ, with mails in a real SMTP conversation.</summary>
public sealed class DistributedDeployment : Deployment
{
    public const string Ingress = "Ingress";
    public const string Provisioning = "Provisioning";
    public const string Accounts = "Accounts";
    public const string AccessGroups = "AccessGroups";
    public const string Notifications = "Notifications";
    public const string Console = "Console";

    private readonly TempFolder _folder;
    private readonly Dictionary<string, ServiceProcess> _processes = [];
    private readonly List<ServiceProcess> _second = [];

    private DistributedDeployment(TempFolder folder) => _folder = folder;

    public static IReadOnlyList<string> Services { get; } = [Ingress, Provisioning, Accounts, AccessGroups, Notifications, Console];

    public SmtpSink Smtp { get; } = SmtpSink.StartNew();

    public override IReadOnlyList<ServiceProcess> Processes => [.. _processes.Values, .. _second];

    public override Uri ScimAddress => _processes[Ingress].BaseAddress;

    public override Uri AdminAddress => _processes[Console].BaseAddress;

    public override IReadOnlyList<(string Kind, string To)> Mails => [.. Smtp.Messages.Select(Describe)];

    /// <summary>The AMQP address of its virtual host, credentials included.</summary>
    public string Broker { get; private set; } = "";

    public ServiceProcess this[string service] => _processes[service];

    /// <summary>Starts all services on SQLite files, or on a document server if one is given.</summary>
    public static async Task<DistributedDeployment> StartAsync(
        RabbitMqNode broker, MongoServer? mongo = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        await StartAsync(new DistributedParts(await broker.CreateVirtualHostAsync())
        {
            Mongo = mongo,
            Settings = settings ?? new Dictionary<string, string?>(),
        });

    /// <summary>Starts all services, and waits until they are ready.</summary>
    public static async Task<DistributedDeployment> StartAsync(DistributedParts parts)
    {
        var deployment = new DistributedDeployment(new TempFolder("distributed"));
        try
        {
            await deployment.StartAllAsync(parts);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Smtp.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartAllAsync(DistributedParts parts)
    {
        Broker = parts.Broker;
        var environment = Common();
        // The services ask the Console, which starts last, for its public keys.
        var console = ServiceProcess.NewAddress();
        environment["Admin__Console"] = console.ToString();
        environment["ConnectionStrings__RabbitMq"] = parts.Broker;
        environment["Store__Engine"] = parts.Mongo is null ? "Sqlite" : "MongoDb";
        environment["Store__Path"] = parts.StorePath ?? _folder.Path;
        environment["Store__DatabasePrefix"] = parts.Mongo?.NewDatabasePrefix();
        environment["ConnectionStrings__MongoDb"] = parts.Mongo?.ConnectionString;
        environment["Mail__Host"] = Smtp.Host;
        environment["Mail__Port"] = $"{Smtp.Port}";
        foreach (var (name, value) in parts.Settings)
            environment[name] = value;

        var first = Services.Where(service => service != Console)
            .ToDictionary(service => service, service => ServiceProcess.StartAsync(service, environment));
        var second = parts.Twice.Select(service => ServiceProcess.StartAsync(service, environment)).ToList();
        try
        {
            await Task.WhenAll(first.Values.Concat(second));
        }
        finally
        {
            foreach (var (service, start) in first.Where(start => start.Value.IsCompletedSuccessfully))
                _processes[service] = await start;
            foreach (var start in second.Where(start => start.IsCompletedSuccessfully))
                _second.Add(await start);
        }

        // The Console forwards the admin API, so it needs the addresses of the other services.
        foreach (var service in (string[])[Ingress, Accounts, AccessGroups, Provisioning, Notifications])
            environment[$"Gateway__{service}"] = _processes[service].BaseAddress.ToString();
        environment["ASPNETCORE_URLS"] = console.GetLeftPart(UriPartial.Authority);
        _processes[Console] = await ServiceProcess.StartAsync(Console, environment);
    }
}

using SampleService;
using Scim.Bus.Testing;

// Behaves as the environment tells: Sample__FailsWith ends it at once, Sample__IgnoresSigterm makes it stubborn, and
// Sample__StartsAnother makes it a test host that starts a service itself.
var builder = WebApplication.CreateBuilder(args);
var sample = builder.Configuration.GetSection("Sample");
if (sample["FailsWith"] is { } complaint)
{
    Console.Error.WriteLine(complaint);
    return 3;
}

if (sample.GetValue<bool>("IgnoresSigterm"))
{
    builder.Services.AddSingleton<IHostLifetime, StubbornLifetime>();
}

ServiceProcess? other = null;
if (sample.GetValue<bool>("StartsAnother"))
{
    other = await ServiceProcess.StartAssemblyAsync(
        typeof(StubbornLifetime).Assembly.Location, new Dictionary<string, string?> { ["Sample__StartsAnother"] = null });
}

var app = builder.Build();
app.MapGet("/health/ready", () => "ready");
app.MapGet("/process", () => Environment.ProcessId);
app.MapGet("/other", () => new { other!.ProcessId, other.WorkingFolder });
app.MapGet("/greeting", () => sample["Greeting"]);
await app.RunAsync();
return 0;

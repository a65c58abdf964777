using System.Diagnostics;
using System.Globalization;
using SampleService;
using Scim.Bus.Testing;

// Behaves as the environment tells: Sample__FailsWith ends it at once, Sample__IgnoresSigterm makes it stubborn, Sample__StartsAnother
// makes it a test host that starts a service itself, Sample__LeavesAnswersToAnother makes it start another process that answers in its
// place (and ends when its input does: Sample__EndsWithItsInput), and Sample__TakesPorts makes it take so many ports, print them and keep
// them until its input ends.
if (int.TryParse(Environment.GetEnvironmentVariable("Sample__TakesPorts"), CultureInfo.InvariantCulture, out var count))
{
    Console.WriteLine(string.Join(' ', Enumerable.Range(0, count).Select(_ => FreePort.Next())));
    Console.In.ReadToEnd();
    return 0;
}

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

if (sample.GetValue<bool>("LeavesAnswersToAnother"))
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(StubbornLifetime).Assembly.Location])
    {
        RedirectStandardInput = true,
        UseShellExecute = false,
    };
    start.Environment.Remove("Sample__LeavesAnswersToAnother");
    start.Environment["Sample__EndsWithItsInput"] = "true";
    using var stranger = Process.Start(start)!;
    await stranger.WaitForExitAsync();
    return 0;
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
app.MapGet("/crash", () => Environment.FailFast("these are my last words"));
app.MapGet("/greeting", () => sample["Greeting"]);
if (sample.GetValue<bool>("EndsWithItsInput"))
{
    _ = Task.Run(() =>
    {
        Console.In.ReadToEnd();
        app.Lifetime.StopApplication();
    });
}

await app.RunAsync();
return 0;

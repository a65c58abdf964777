using System.Diagnostics;
using System.Globalization;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>Processor time of the processes that this one has started, broker included, by the name of the service. Linux only.</summary>
/// <param name="Of">The processor time.</param>
/// <param name="Count">Number of the processes.</param>
internal sealed record ProcessTimes(IReadOnlyDictionary<string, TimeSpan> Of, int Count)
{
    /// <summary>Fields of /proc/PID/stat after the program's name: parent, user and system time (proc(5)).</summary>
    private const int Parent = 1, UserTime = 11, SystemTime = 12;

    /// <summary>Length of the clock's ticks in /proc, which is 10 ms on every architecture of Linux that .NET runs on.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public TimeSpan Total => TimeSpan.FromTicks(Of.Values.Sum(time => time.Ticks));

    public static ProcessTimes Now()
    {
        var all = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Fields: Read($"/proc/{name}/stat")))
            .Where(process => process.Fields is not null)
            .ToDictionary(process => process.Id, process => process.Fields!);
        var times = new Dictionary<string, TimeSpan>();
        var count = 0;
        foreach (var (id, fields) in all)
        {
            if (id == Environment.ProcessId || !IsOurs(id))
                continue;
            count++;
            var name = NameOf(id);
            times[name] = times.GetValueOrDefault(name) + (Tick * (Number(fields[UserTime]) + Number(fields[SystemTime])));
        }

        return new ProcessTimes(times, count);

        bool IsOurs(int id) => id == Environment.ProcessId || (all.TryGetValue(id, out var fields) && IsOurs((int)Number(fields[Parent])));
    }

    /// <summary>The time since an earlier look.</summary>
    public ProcessTimes Since(ProcessTimes before) =>
        new(Of.ToDictionary(time => time.Key, time => time.Value - before.Of.GetValueOrDefault(time.Key)), Count);

    /// <summary>
    /// Waits until the processes have nothing left to do: for two seconds they use next to no time, of which each further one needs a
    /// little for its sweepers.
    /// </summary>
    public static async Task<ProcessTimes> AtRestAsync()
    {
        const int Seconds = 2;
        var watch = Stopwatch.StartNew();
        for (var calm = 0; ;)
        {
            var before = Now();
            await Task.Delay(TimeSpan.FromSeconds(1));
            var after = Now();
            calm = after.Since(before).Total < TimeSpan.FromMilliseconds(80 + (12 * (after.Count - 1))) ? calm + 1 : 0;
            if (calm == Seconds)
                return after;
            if (watch.Elapsed > TimeSpan.FromMinutes(5))
                throw new TimeoutException("The services do not come to rest.");
        }
    }

    private static string[]? Read(string stat)
    {
        try
        {
            var text = File.ReadAllText(stat);
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It has ended meanwhile.
        }
    }

    private static string NameOf(int id)
    {
        var arguments = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        var program = arguments.FirstOrDefault(argument => argument.EndsWith(".dll", StringComparison.Ordinal)) ?? arguments[0];
        var name = Path.GetFileNameWithoutExtension(program);
        return name.Replace("Scim.Bus.", "", StringComparison.Ordinal).Replace("beam", "RabbitMQ", StringComparison.Ordinal);
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}

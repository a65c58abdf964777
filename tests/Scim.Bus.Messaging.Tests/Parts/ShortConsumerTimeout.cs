using System.Text.RegularExpressions;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>
/// A time in which the broker waits three seconds for an acknowledgement, instead of half an hour, and then closes the consumer's channel.
/// </summary>
internal sealed partial class ShortConsumerTimeout : IAsyncDisposable
{
    private const string Timeout = "consumer_timeout";
    private const string Tick = "channel_tick_interval";

    private readonly RabbitMqNode _broker;
    private readonly int _before;

    private ShortConsumerTimeout(RabbitMqNode broker, int before) => (_broker, _before) = (broker, before);

    public static async Task<ShortConsumerTimeout> BeginAsync(RabbitMqNode broker)
    {
        var timeout = new ShortConsumerTimeout(broker, ClosingsIn(await broker.ReadLogAsync()));
        await broker.SetParameterAsync(Timeout, 3_000);
        await broker.SetParameterAsync(Tick, 500);
        return timeout;
    }

    /// <summary>Waits until the broker has closed so many channels since the beginning.</summary>
    public Task WaitForClosingsAsync(int count) => Eventually.Be(async () =>
        Assert.InRange(ClosingsIn(await _broker.ReadLogAsync()), _before + count, int.MaxValue));

    public async ValueTask DisposeAsync()
    {
        await _broker.SetParameterAsync(Timeout, 1_800_000);
        await _broker.SetParameterAsync(Tick, 60_000);
    }

    private static int ClosingsIn(string log) => Closed.Count(log);

    /// <summary>What the broker's log says when it closes such a channel. RabbitMQ 3.10 and 4.0 have different words.</summary>
    [GeneratedRegex("has timed out waiting for .*acknowledgement", RegexOptions.None, 10_000)]
    private static partial Regex Closed { get; }
}

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Writes when tokens were used last: once a minute, and when the process stops.</summary>
internal sealed class TokenUseWriter(TokenUses uses, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await uses.WriteAsync(stoppingToken);
        }
        finally
        {
            using var timeout = new CancellationTokenSource(LastWrite, time);
            await uses.WriteAsync(timeout.Token);
        }
    }
}

using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.People;

/// <summary>Retries what failed for a user, and waits a few seconds for the outcome.</summary>
internal sealed class SagaRetry(ProvisioningClient provisioning, LogClient log, TimeProvider time)
{
    private const string Failed = "outcome eq \"failed\"";

    private static readonly TimeSpan[] Waits =
        [.. ((int[])[250, 500, 1_000, 2_000, 4_000]).Select(wait => TimeSpan.FromMilliseconds(wait))];

    public async Task<Outcome> ExecuteAsync(TenantId tenant, UserId user)
    {
        try
        {
            // A saga that fails again looks the same as before, but the log has a new line.
            var before = await LastFailureAsync(tenant, user);
            await provisioning.RetryAsync(tenant, user);
            return await FollowAsync(tenant, user, before);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return new Outcome(refusal.Text, "error");
        }
    }

    private async Task<Outcome> FollowAsync(TenantId tenant, UserId user, DateTimeOffset? before)
    {
        Saga? saga = null;
        foreach (var wait in Waits)
        {
            await Task.Delay(wait, time);
            saga = await provisioning.FindSagaAsync(tenant, user);
            var isDone = saga is { Fault: not null }
                ? await LastFailureAsync(tenant, user) != before
                : saga?.State != States.Applying;
            if (isDone)
                break;
        }

        return saga is { Fault: not null }
            ? new Outcome("The retry failed.", "error")
            : new Outcome($"Retried. The state is now: {States.Of(saga?.State ?? States.Deprovisioned).Title}.");
    }

    private async Task<DateTimeOffset?> LastFailureAsync(TenantId tenant, UserId user) =>
        (await log.ListAsync(tenant, user, Failed, 1, null)).Items.FirstOrDefault()?.At;
}

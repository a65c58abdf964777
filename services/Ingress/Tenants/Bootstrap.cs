using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>
/// Creates the tenant of <c>Bootstrap__Tenant</c>, and its token of <c>Bootstrap__Token</c>, if there are none yet: so a script has a service it
/// can talk to.
/// </summary>
internal sealed class Bootstrap(IOptions<BootstrapOptions> options, TenantStore tenants, TokenStore tokens, ILogger<Bootstrap> logger) : IHostedService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <remarks>A store that is not up yet is waited for: a host that listens has its tenant.</remarks>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await CreateAsync(cancellationToken);
                return;
            }
            catch (StoreUnavailableException e)
            {
                logger.LogWarning(e, "The store is not there yet");
                await Task.Delay(RetryAfter, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Tenant is not { Length: > 0 } name)
            return;
        var tenant = TenantId.Parse(name, null);
        if (await tenants.TryCreateAsync(tenant, new TenantSettings { Name = name }, cancellationToken))
            logger.LogInformation("Created tenant {Tenant}", tenant);
        if (options.Value.Token is not { Length: > 0 } secret)
            return;
        if (await tokens.AddAsync(tenant, secret, null, cancellationToken) is not null)
            logger.LogInformation("Created the bootstrap token of tenant {Tenant}", tenant);
        else if (await tokens.OwnerAsync(secret, cancellationToken) is not { } owner)
            logger.LogWarning("The token of Bootstrap__Token was revoked, or has expired");
        else if (owner != tenant)
            throw new InvalidOperationException($"The token of Bootstrap__Token opens tenant '{owner}', not '{tenant}': each tenant needs its own.");
    }
}

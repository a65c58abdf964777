using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;

namespace Scim.Bus.Ingress.Bootstrapping;

/// <summary>
/// Creates the tenant in <c>Bootstrap__Tenant</c> with the token in <c>Bootstrap__Token</c> if they do not exist, so that scripts can start
/// with a working connection.
/// </summary>
internal sealed class Bootstrap(
    IOptions<BootstrapOptions> options, TenantStore tenants, TokenStore tokens, ILogger<Bootstrap> logger) : IHostedService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>It does not expire: who sets it can replace it.</summary>
    private static readonly TokenTerms Terms = new("Bootstrap__Token", ExpiresAt: null, Addresses: []);

    /// <remarks>Waits for the store, so that the tenant exists once the host listens.</remarks>
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
                logger.LogWarning(e, "Store unavailable; retrying the bootstrap in {Delay}", RetryAfter);
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
        if (await tenants.TryCreateAsync(tenant, new TenantSettings { Name = name }, act: null, cancellationToken))
            logger.LogInformation("Created tenant {Tenant}", tenant);
        if (options.Value.Token is not { Length: > 0 } secret)
            return;
        if (await tokens.AddAsync(tenant, secret, Terms, act: null, cancellationToken) is not null)
            logger.LogInformation("Created the bootstrap token of tenant {Tenant}", tenant);
        else if (await tokens.OwnerAsync(secret, cancellationToken) is not { } owner)
            logger.LogWarning("The token in Bootstrap__Token is revoked or expired");
        else if (owner != tenant)
        {
            throw new InvalidOperationException(
                $"The token in Bootstrap__Token belongs to tenant '{owner}', not '{tenant}'; each tenant needs its own token.");
        }
    }
}

using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>When a service asks the ingress about a tenant, with a stand-in for the ingress that counts the requests.</summary>
public sealed class TenantLookupTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = TenantId.Parse("acme", null);

    private readonly StandIn _ingress = new();
    private AdminHost _accounts = null!;

    public async Task InitializeAsync()
    {
        _accounts = await AdminHost.StartAsync([Service.Accounts], builder =>
        {
            builder.Services.AddSingleton(_ingress);
            builder.Services.AddBusConsumers(bus => bus.AddConsumer<StandInConsumer>());
        });
        // The first question of all may take longer than an answer waits for it.
        await Eventually.Be(async () => (await _accounts.SendAsync(HttpMethod.Get, "/api/tenants/other/accounts")).ExpectProblem(404));
        _ingress.Forget();
    }

    public Task DisposeAsync() => _accounts.DisposeAsync().AsTask();

    [Fact]
    public async Task A_tenant_is_asked_about_once()
    {
        _ingress.Tenants[Tenant] = new TenantSettings { UpnLogin = true };
        for (var i = 0; i < 3; i++)
            (await GetAsync("accounts")).Expect(200);
        Assert.Equal(1, _ingress.Requests);
        // What the ingress said about it is used, too.
        Assert.Equal("No account has this work e-mail address or UPN.", (string?)(await GetAsync("login?identifier=ann")).Body["reason"]);
        Assert.Equal(1, _ingress.Requests);
    }

    [Fact]
    public async Task A_tenant_whose_settings_have_arrived_is_never_asked_about()
    {
        await _accounts.Services.GetRequiredService<IBus>().Publish(new TenantConfigured
        {
            Tenant = Tenant,
            Version = 1,
            Settings = new TenantSettings(),
            OccurredAt = DateTimeOffset.UnixEpoch,
        });
        await Eventually.Be(async () => Assert.Equal(200, (await GetAsync("accounts")).Status));
        var before = _ingress.Requests;
        (await GetAsync("accounts")).Expect(200);
        Assert.Equal(before, _ingress.Requests);
        Assert.DoesNotContain(Tenant, _ingress.Tenants.Keys);
    }

    [Fact]
    public async Task A_tenant_is_found_as_soon_as_it_exists()
    {
        (await GetAsync("accounts")).ExpectProblem(404);
        _ingress.Tenants[Tenant] = new TenantSettings();
        (await GetAsync("accounts")).Expect(200);
        Assert.Equal(2, _ingress.Requests);
    }

    [Fact]
    public async Task An_ingress_that_fails_is_answered_with_503()
    {
        _ingress.Fails = true;
        var answer = (await GetAsync("accounts")).ExpectProblem(503);
        Assert.NotNull(answer.RetryAfter);
        Assert.Contains("ingress", answer.Detail, StringComparison.Ordinal);
    }

    private Task<AdminAnswer> GetAsync(string path) => _accounts.SendAsync(HttpMethod.Get, $"/api/tenants/{Tenant}/{path}");

    private sealed class StandIn
    {
        private int _requests;

        public ConcurrentDictionary<TenantId, TenantSettings> Tenants { get; } = [];

        public bool Fails { get; set; }

        public int Requests => _requests;

        /// <summary>Counts from zero.</summary>
        public void Forget() => _requests = 0;

        public object Answer(TenantId tenant)
        {
            Interlocked.Increment(ref _requests);
            if (Fails)
                throw new InvalidOperationException("The ingress fails.");
            return Tenants.TryGetValue(tenant, out var settings)
                ? new TenantFound { Tenant = tenant, Version = 1, Settings = settings }
                : new TenantNotFound { Tenant = tenant };
        }
    }

    private sealed class StandInConsumer(StandIn ingress) : IConsumer<ReadTenant>
    {
        public Task Consume(ConsumeContext<ReadTenant> context)
        {
            var answer = ingress.Answer(context.Message.Tenant);
            return context.RespondAsync(answer, answer.GetType());
        }
    }
}

using MassTransit;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Tests;

/// <summary>What an endpoint waits for the end of, and does not set aside.</summary>
public sealed class OutageTests
{
    /// <summary>A state machine wraps what its activities throw, and a store what its driver throws.</summary>
    [Fact]
    public void An_outage_within_a_state_machine_is_one()
    {
        var outage = new StoreUnavailableException("The store is away.", new TimeoutException());
        Assert.True(ReceiveEndpointRetry.IsOutage(new EventExecutionException("It faulted.", outage)));
        Assert.False(ReceiveEndpointRetry.IsConflict(new EventExecutionException("It faulted.", outage)));
        Assert.False(ReceiveEndpointRetry.IsOutage(new EventExecutionException("It faulted.", new TimeoutException())));
    }
}

using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.Testing;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>How stored sagas are found: by the admin API's filters, by state and by the manual sync that reached them.</summary>
public sealed class SagaCollectionTests : IAsyncLifetime
{
    private static readonly Guid First = new("01900000-0000-7000-8000-00000000000a");
    private static readonly Guid Second = new("01900000-0000-7000-8000-00000000000b");
    private static readonly Guid UserId = new("11111111-0000-4000-8000-00000000000f");

    private readonly TempFolder _folder = TempFolder.InMemory("saga-collection");
    private readonly SqliteDocumentStore _store;
    private readonly IDocumentCollection<UserProvisioningState> _sagas;

    public SagaCollectionTests()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        _sagas = _store.Open(SagaCollection.Users);
    }

    public async Task InitializeAsync()
    {
        await AddAsync(UserId, UserState.InSync, First);
        await AddAsync(Guid.NewGuid(), UserState.InSync, Second);
        await AddAsync(Guid.NewGuid(), UserState.Faulted, Second);
        await AddAsync(Guid.NewGuid(), UserState.Applying, Second);
        await AddAsync(Guid.NewGuid(), UserState.Applying, sync: null);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sagas_are_counted_by_state()
    {
        Assert.Equal(2, await CountAsync(SagaCollection.InState(nameof(UserState.InSync))));
        Assert.Equal(2, await CountAsync(SagaCollection.InState(nameof(UserState.Applying))));
        Assert.Equal(1, await CountAsync(SagaCollection.InState(nameof(UserState.Faulted))));
        Assert.Equal(0, await CountAsync(SagaCollection.InState(nameof(UserState.OnHold))));
    }

    [Fact]
    public async Task A_sync_counts_the_sagas_that_it_or_a_later_one_has_reached()
    {
        Assert.Equal(4, await CountAsync(SagaCollection.ReachedBy(First)));
        Assert.Equal(3, await CountAsync(SagaCollection.ReachedBy(Second)));
    }

    [Fact]
    public async Task A_sync_counts_the_sagas_in_a_state_that_no_later_one_has_reached()
    {
        Assert.Equal(1, await CountAsync(SagaCollection.OfSync(First, [nameof(UserState.InSync)])));
        Assert.Equal(0, await CountAsync(SagaCollection.OfSync(First, SagaCollection.Working)));
        Assert.Equal(1, await CountAsync(SagaCollection.OfSync(Second, SagaCollection.Working)));
        Assert.Equal(2, await CountAsync(SagaCollection.OfSync(Second, [nameof(UserState.Faulted), nameof(UserState.InSync)])));
    }

    [Theory]
    [InlineData("userId eq \"11111111-0000-4000-8000-00000000000f\"", 1)]
    [InlineData("userId eq \"11111111-0000-4000-8000-00000000000F\"", 0)]
    [InlineData("state eq \"InSync\"", 2)]
    [InlineData("state eq \"insync\"", 2)]
    [InlineData("syncId eq \"01900000-0000-7000-8000-00000000000b\"", 3)]
    [InlineData("syncId eq \"01900000-0000-7000-8000-00000000000B\"", 0)]
    [InlineData("syncId pr", 4)]
    public async Task The_admin_api_filters_by_user_state_and_sync(string filter, int count) =>
        Assert.Equal(count, await CountAsync(FilterBinder.Parse(filter, SagaCollection.Users.Attributes)));

    [Fact]
    public void A_filter_by_something_else_is_refused_by_name()
    {
        var refusal = Assert.Throws<ScimException>(() => FilterBinder.Parse("userName eq \"ann\"", SagaCollection.Users.Attributes));
        Assert.Equal("'userName' is not an attribute of a Saga.", refusal.Message);
    }

    [Fact]
    public async Task Counts_of_states_and_syncs_do_not_read_every_saga()
    {
        foreach (var filter in (BoundFilter[])[SagaCollection.InState(nameof(UserState.Faulted)), SagaCollection.ReachedBy(Second)])
        {
            var query = new DocumentQuery { Tenant = DirectoryModel.Tenant, Filter = filter, Limit = 1 };
            Assert.Contains("SEARCH users_key USING PRIMARY KEY", await _sagas.ExplainAsync(query, default), StringComparison.Ordinal);
        }
    }

    private Task<long> CountAsync(BoundFilter filter) => _sagas.CountAsync(DirectoryModel.Tenant, filter, default);

    private Task AddAsync(Guid user, UserState state, Guid? sync) => _sagas.InsertAsync(
        new Document<UserProvisioningState>
        {
            Tenant = DirectoryModel.Tenant,
            Id = user.ToString(),
            Body = new UserProvisioningState
            {
                CorrelationId = user,
                CurrentState = state.ToString(),
                Record = new ProvisioningRecord
                {
                    Tenant = DirectoryModel.Tenant,
                    Sync = sync is { } id ? new SyncMark(id, Force: false, IsPending: false) : null,
                },
            },
        },
        default);
}

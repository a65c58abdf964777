using System.Net;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>Pushes of people, each with what it makes of the model once it is answered.</summary>
internal sealed class UserPushes(ModelTenant tenant, PersistentClient client, Random random)
{
    /// <summary>How many people a tenant has at most. Whoever is deleted makes room for another.</summary>
    private const int Most = 80;

    private int _spares;

    public void Create(Burst burst)
    {
        if (tenant.People.Count() >= Most) return;
        var user = new ModelUser(tenant.Name, tenant.Users.Count) { IsActive = random.Next(10) > 0 };
        tenant.Users.Add(user);
        burst.Take(user);
        var hangUp = HangUp();
        burst.Pushes.Add(async () =>
        {
            var (answer, isRepeated) = await client.SendAsync(HttpMethod.Post, "Users", user.Resource(), hangUp);
            user.Id = await client.IdOfCreatedAsync(answer, isRepeated, "Users", $"userName eq \"{user.Address}\"");
        });
    }

    public void Rename(Burst burst)
    {
        if (Pick(burst) is not { } user) return;
        var name = $"Name{random.Next(1_000)}";
        Patch(burst, user, $$"""{"op":"replace","path":"name.givenName","value":"{{name}}"}""", () => user.GivenName = name);
    }

    /// <summary>A PUT of the whole user, as some identity providers send for every change.</summary>
    public void Replace(Burst burst)
    {
        if (Pick(burst) is not { } user) return;
        var (name, isActive, hangUp) = ($"Put{random.Next(1_000)}", random.Next(5) > 0, HangUp());
        burst.Pushes.Add(async () =>
        {
            (user.GivenName, user.IsActive) = (name, isActive);
            (await client.SendAsync(HttpMethod.Put, $"Users/{user.Id}", user.Resource(), hangUp)).Answer.Expect(HttpStatusCode.OK);
        });
    }

    public void Switch(Burst burst)
    {
        if (Pick(burst) is not { } user) return;
        var isActive = !user.IsActive;
        Patch(
            burst,
            user,
            $$"""{"op":"replace","path":"active","value":{{(isActive ? "true" : "false")}}}""",
            () => user.IsActive = isActive);
    }

    public void Delete(Burst burst)
    {
        if (Pick(burst) is not { } user) return;
        var hangUp = HangUp();
        burst.Pushes.Add(async () =>
        {
            var (answer, isRepeated) = await client.SendAsync(HttpMethod.Delete, $"Users/{user.Id}", hangUpAfter: hangUp);
            // Who is gone already was deleted by an attempt whose answer was lost.
            if (!isRepeated || answer.Status != HttpStatusCode.NotFound) answer.Expect(HttpStatusCode.NoContent);
            user.IsDeleted = true;
            user.Groups.Clear();
        });
    }

    /// <summary>Two or three people exchange their addresses in a circle, by way of a spare one.</summary>
    public void Exchange(Burst burst)
    {
        var people = Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Pick(burst)).OfType<ModelUser>().ToList();
        if (people.Count < 2) return;
        var addresses = people.Select(user => user.Address).ToList();
        var spare = $"spare{_spares++}.{tenant.Name}@soak.example";
        burst.Pushes.Add(async () =>
        {
            await MoveToAsync(people[0], spare);
            for (var i = 1; i < people.Count; i++) await MoveToAsync(people[i], addresses[i - 1]);
            await MoveToAsync(people[0], addresses[^1]);
        });
    }

    private async Task MoveToAsync(ModelUser user, string address)
    {
        user.Address = address;
        (await client.SendAsync(HttpMethod.Put, $"Users/{user.Id}", user.Resource())).Answer.Expect(HttpStatusCode.OK);
    }

    private void Patch(Burst burst, ModelUser user, string operation, Action done)
    {
        var hangUp = HangUp();
        burst.Pushes.Add(async () =>
        {
            var (answer, _) = await client.SendAsync(HttpMethod.Patch, $"Users/{user.Id}", ScimClient.Patch(operation), hangUp);
            answer.Expect(HttpStatusCode.OK);
            done();
        });
    }

    /// <summary>Takes one of the people that no other push of the burst is about.</summary>
    private ModelUser? Pick(Burst burst)
    {
        var free = tenant.People.Where(user => burst.IsFree(user) && user.Id.Length > 0).ToList();
        if (free.Count == 0) return null;
        var user = free[random.Next(free.Count)];
        burst.Take(user);
        return user;
    }

    /// <summary>One request in thirty is hung up on, most of them while it is being carried out.</summary>
    private TimeSpan? HangUp() => random.Next(30) == 0 ? TimeSpan.FromMilliseconds(1 + random.Next(20)) : null;
}

using System.Net;
using System.Text.Json.Nodes;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>Pushes of groups and of who is in them, and the permissions that an admin gives them.</summary>
internal sealed class GroupPushes(ModelTenant tenant, PersistentClient client, Random random)
{
    private const int Most = 8;

    private static readonly string[] Permissions = ["jobs.view", "jobs.edit", "offers.view", "offers.create", "candidates.create"];

    public void Create(Burst burst)
    {
        if (tenant.LivingGroups.Count() >= Most) return;
        var group = new ModelGroup($"Group {tenant.Groups.Count} of {tenant.Name}");
        tenant.Groups.Add(group);
        burst.Take(group);
        var members = PickPeople(burst, random.Next(4), _ => true);
        burst.Pushes.Add(async () =>
        {
            var body = ScimClient.Group(group.Name);
            body["members"] = Members(members);
            var (answer, isRepeated) = await client.SendAsync(HttpMethod.Post, "Groups", body);
            group.Id = await client.IdOfCreatedAsync(answer, isRepeated, "Groups", $"displayName eq \"{group.Name}\"");
            foreach (var member in members) member.Join(group);
        });
    }

    public void Rename(Burst burst)
    {
        if (PickGroup(burst, alone: true) is not { } group) return;
        var name = $"{group.Name.Split(" v", 2)[0]} v{random.Next(1_000)}";
        burst.Pushes.Add(async () =>
        {
            await PatchAsync(group, $$"""{"op":"replace","path":"displayName","value":"{{name}}"}""");
            group.Name = name;
        });
    }

    public void Add(Burst burst)
    {
        if (PickGroup(burst, alone: false) is not { } group) return;
        var members = PickPeople(burst, 1 + random.Next(6), user => !user.Groups.Contains(group));
        if (members.Count == 0) return;
        burst.Pushes.Add(async () =>
        {
            await PatchAsync(group, Add(members));
            foreach (var member in members) member.Join(group);
        });
    }

    public void Remove(Burst burst)
    {
        if (PickGroup(burst, alone: false) is not { } group) return;
        var members = PickPeople(burst, 1 + random.Next(3), user => user.Groups.Contains(group));
        if (members.Count == 0) return;
        burst.Pushes.Add(async () =>
        {
            await PatchAsync(group, Remove(members));
            foreach (var member in members) member.Groups.Remove(group);
        });
    }

    /// <summary>People change from one group to another, by an addition and a removal in either order.</summary>
    public void Move(Burst burst)
    {
        if (PickGroup(burst, alone: false) is not { } from || PickGroup(burst, alone: false) is not { } to || from == to) return;
        var members = PickPeople(burst, 1 + random.Next(4), user => user.Groups.Contains(from) && !user.Groups.Contains(to));
        if (members.Count == 0) return;
        var addsFirst = random.Next(2) == 0;
        burst.Pushes.Add(async () =>
        {
            if (addsFirst) await PatchAsync(to, Add(members));
            await PatchAsync(from, Remove(members));
            if (!addsFirst) await PatchAsync(to, Add(members));
            foreach (var member in members)
            {
                member.Groups.Remove(from);
                member.Join(to);
            }
        });
    }

    /// <summary>A PUT of the whole group: who is not named is out.</summary>
    public void Replace(Burst burst)
    {
        if (PickGroup(burst, alone: true) is not { } group || TakeMembers(burst, group) is not { } members) return;
        var leave = members.Where(_ => random.Next(3) == 0).ToList();
        var join = PickPeople(burst, random.Next(4), user => !user.Groups.Contains(group));
        burst.Pushes.Add(async () =>
        {
            var body = ScimClient.Group(group.Name);
            body["members"] = Members(members.Except(leave).Concat(join));
            (await client.SendAsync(HttpMethod.Put, $"Groups/{group.Id}", body)).Answer.Expect(HttpStatusCode.OK);
            foreach (var user in leave) user.Groups.Remove(group);
            foreach (var user in join) user.Join(group);
        });
    }

    public void Delete(Burst burst)
    {
        if (tenant.GroupsToSync is not null) return;
        if (PickGroup(burst, alone: true) is not { } group || TakeMembers(burst, group) is not { } members) return;
        burst.Pushes.Add(async () =>
        {
            var (answer, isRepeated) = await client.SendAsync(HttpMethod.Delete, $"Groups/{group.Id}");
            if (!isRepeated || answer.Status != HttpStatusCode.NotFound) answer.Expect(HttpStatusCode.NoContent);
            group.IsDeleted = true;
            foreach (var user in members) user.Groups.Remove(group);
        });
    }

    /// <summary>An admin gives a group other permissions.</summary>
    public void Configure(Burst burst)
    {
        if (PickGroup(burst, alone: true) is not { IsKnown: true } group) return;
        var permissions = Permissions.Where(_ => random.Next(2) == 0).Order(StringComparer.Ordinal).ToList();
        burst.Pushes.Add(async () =>
        {
            var names = new JsonArray([.. permissions.Select(name => JsonValue.Create(name))]);
            var body = new JsonObject { ["permissions"] = names };
            await client.ConfigureAsync(HttpMethod.Put, $"access-groups/{group.Id}/settings", body);
            group.Permissions = permissions;
        });
    }

    private static JsonArray Members(IEnumerable<ModelUser> members) =>
        [.. members.Select(member => (JsonNode)new JsonObject { ["value"] = member.Id })];

    private static string Add(IEnumerable<ModelUser> members) =>
        $$"""{"op":"add","path":"members","value":{{Members(members).ToJsonString()}}}""";

    private static string Remove(IEnumerable<ModelUser> members) =>
        $$"""{"op":"remove","path":"members","value":{{Members(members).ToJsonString()}}}""";

    private async Task PatchAsync(ModelGroup group, string operation)
    {
        var path = $"Groups/{group.Id}?attributes=displayName";
        (await client.SendAsync(HttpMethod.Patch, path, ScimClient.Patch(operation))).Answer.Expect(HttpStatusCode.OK);
    }

    private ModelGroup? PickGroup(Burst burst, bool alone)
    {
        var groups = tenant.LivingGroups
            .Where(group => group.Id.Length > 0 && (alone ? burst.IsUnused(group) : burst.IsFree(group)))
            .ToList();
        if (groups.Count == 0) return null;
        var picked = groups[random.Next(groups.Count)];
        if (alone) burst.Take(picked);
        else burst.Share(picked);
        return picked;
    }

    private List<ModelUser> PickPeople(Burst burst, int count, Func<ModelUser, bool> condition)
    {
        var free = tenant.People.Where(user => burst.IsFree(user) && user.Id.Length > 0 && condition(user)).ToArray();
        random.Shuffle(free);
        var picked = free.Take(count).ToList();
        burst.Take(picked);
        return picked;
    }

    /// <summary>Takes all members of a group. Null if another push is about one of them.</summary>
    private List<ModelUser>? TakeMembers(Burst burst, ModelGroup group)
    {
        var members = tenant.People.Where(user => user.Groups.Contains(group)).ToList();
        if (!members.TrueForAll(burst.IsFree)) return null;
        burst.Take(members);
        return members;
    }
}

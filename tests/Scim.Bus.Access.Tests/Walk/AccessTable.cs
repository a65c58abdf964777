namespace Scim.Bus.Access.Tests.Walk;

/// <summary>Who may do what: the two tables that every endpoint of every host is held to.</summary>
internal static class AccessTable
{
    /// <summary>What each endpoint needs. A <c>*</c> at the end of a route stands for the rest of it.</summary>
    private const string Endpoints =
        """
        every          *       /health/live                                              nothing
        every          *       /health/ready                                             nothing
        every          *       /metrics                                                  nothing
        every          GET     /openapi/{documentName}.json                              nothing
        every          GET     /api/errors                                               read all
        every          POST    /api/errors/retry                                         operate
        every          POST    /api/errors/{id}/retry                                    operate
        every          DELETE  /api/errors/{id}                                          operate

        every          GET     /api/audit                                                operate
        every          GET     /api/audit/export                                         operate
        every          GET     /api/tenants/{tenant}/audit                               read tenant
        every          GET     /api/tenants/{tenant}/audit/export                        read tenant
        ingress        GET     /api/tenants/                                             list tenants
        ingress        POST    /api/tenants/                                             operate
        ingress        GET     /api/tenants/{tenant}/                                    read tenant
        ingress        PATCH   /api/tenants/{tenant}/                                    change tenant
        ingress        GET     /api/tenants/{tenant}/tokens                              read tenant
        ingress        POST    /api/tenants/{tenant}/tokens                              change tenant
        ingress        DELETE  /api/tenants/{tenant}/tokens/{id:guid}                    change tenant
        ingress        GET     /api/tenants/{tenant}/connection                          read tenant
        ingress        GET     /api/tenants/{tenant}/replays                             read tenant
        ingress        POST    /api/tenants/{tenant}/replays                             change tenant
        ingress        GET     /api/tenants/{tenant}/replays/{id:guid}                   read tenant
        ingress        DELETE  /api/tenants/{tenant}/replays/{id:guid}                   change tenant
        ingress        GET     /api/tenants/{tenant}/requests                            read tenant
        ingress        GET     /api/tenants/{tenant}/requests/{id:guid}                  read bodies
        ingress        GET     /api/tenants/{tenant}/requests/export                     read tenant
        ingress        GET     /api/tenants/{tenant}/requests/summary                    read tenant
        ingress        GET     /api/requests                                             read all
        ingress        GET     /api/tenants/{tenant}/directory/users                     read tenant
        ingress        GET     /api/tenants/{tenant}/directory/users/{id}                read tenant
        ingress        GET     /scim/v2/ServiceProviderConfig                            nothing
        ingress        HEAD    /scim/v2/ServiceProviderConfig                            nothing
        ingress        *       /scim/v2/*                                                SCIM token

        accounts       GET     /api/tenants/{tenant}/accounts                            read tenant
        accounts       POST    /api/tenants/{tenant}/accounts                            change tenant
        accounts       GET     /api/tenants/{tenant}/accounts/{id}                       read tenant
        accounts       PATCH   /api/tenants/{tenant}/accounts/{id}                       change tenant
        accounts       GET     /api/tenants/{tenant}/login                               ask login

        access-groups  GET     /api/catalogue                                            any role
        access-groups  GET     /api/tenants/{tenant}/access-groups                       read tenant
        access-groups  GET     /api/tenants/{tenant}/access-groups/{id}                  read tenant
        access-groups  PUT     /api/tenants/{tenant}/access-groups/{id}/settings         change tenant

        provisioning   GET     /api/tenants/{tenant}/sagas                               read tenant
        provisioning   GET     /api/tenants/{tenant}/sagas/counts                        read tenant
        provisioning   GET     /api/tenants/{tenant}/sagas/{userId}                      read tenant
        provisioning   POST    /api/tenants/{tenant}/sagas/{userId}/retry                change tenant
        provisioning   GET     /api/tenants/{tenant}/sync                                read tenant
        provisioning   POST    /api/tenants/{tenant}/sync                                change tenant
        provisioning   GET     /api/tenants/{tenant}/sync/{syncId:guid}                  read tenant
        provisioning   GET     /api/tenants/{tenant}/drift                               read tenant
        provisioning   POST    /api/tenants/{tenant}/drift                               change tenant
        provisioning   GET     /api/tenants/{tenant}/drift/items                         read tenant

        console        *       /console/*                                                nothing
        console        *       /sign-in                                                  nothing
        console        GET     /sign-in/provider                                         nothing
        console        POST    /sign-out                                                 session
        console        GET     /                                                         session
        console        *       /tenants                                                  session
        console        *       /tenants/*                                                session
        console        *       /errors                                                   session
        console        *       /errors/*                                                 session
        console        *       /keys                                                     session
        console        *       /keys/*                                                   session
        console        *       /audit                                                    session
        console        *       /audit/*                                                  session
        console        GET     /requests                                                 session
        console        GET     /.well-known/jwks.json                                    nothing
        console        GET     /api/keys                                                 operate
        console        POST    /api/keys                                                 operate
        console        DELETE  /api/keys/{id:guid}                                       operate
        console        GET     /api/tenants/{tenant}/keys                                read tenant
        console        POST    /api/tenants/{tenant}/keys                                change tenant
        console        DELETE  /api/tenants/{tenant}/keys/{id:guid}                      change tenant
        console        GET     /api/tenants/{tenant}/timeline                            read tenant

        door           GET     /api/tenants                                              list tenants
        door           POST    /api/tenants                                              operate
        door           GET     /api/tenants/{tenant}                                     read tenant
        door           PATCH   /api/tenants/{tenant}                                     change tenant
        door           GET     /api/tenants/{tenant}/tokens/{**rest}                     read tenant
        door           POST    /api/tenants/{tenant}/tokens/{**rest}                     change tenant
        door           GET     /api/tenants/{tenant}/connection                          read tenant
        door           GET     /api/tenants/{tenant}/replays/{**rest}                    read tenant
        door           POST    /api/tenants/{tenant}/replays/{**rest}                    change tenant
        door           GET     /api/tenants/{tenant}/requests/{**rest}                   read tenant
        door           GET     /api/requests                                             read all
        door           GET     /api/tenants/{tenant}/directory/users/{**rest}            read tenant
        door           GET     /api/tenants/{tenant}/accounts/{**rest}                   read tenant
        door           POST    /api/tenants/{tenant}/accounts/{**rest}                   change tenant
        door           GET     /api/tenants/{tenant}/login                               ask login
        door           GET     /api/catalogue                                            any role
        door           GET     /api/tenants/{tenant}/access-groups/{**rest}              read tenant
        door           PUT     /api/tenants/{tenant}/access-groups/{**rest}              change tenant
        door           GET     /api/tenants/{tenant}/sagas/{**rest}                      read tenant
        door           POST    /api/tenants/{tenant}/sagas/{**rest}                      change tenant
        door           GET     /api/tenants/{tenant}/sync/{**rest}                       read tenant
        door           POST    /api/tenants/{tenant}/sync/{**rest}                       change tenant
        door           GET     /api/tenants/{tenant}/drift/{**rest}                      read tenant
        door           POST    /api/tenants/{tenant}/drift/{**rest}                      change tenant
        """;

    /// <summary>
    /// What whoever asks about acme is answered, by what the endpoint needs: <c>in</c> is any answer that is neither 401 nor 403, and 302
    /// leads to the sign-in, because no key opens a page.
    /// </summary>
    private const string Answers =
        """
                      |        | unknown | SCIM  |          |        | admin | viewer | login | admin  | viewer | login
                      | nobody | key     | token | operator | viewer | :acme | :acme  | :acme | :globex| :globex| :globex
        nothing       | in     | in      | in    | in       | in     | in    | in     | in    | in     | in     | in
        session       | 302    | 302     | 302   | 302      | 302    | 302   | 302    | 302   | 302    | 302    | 302
        SCIM token    | 401    | 401     | in    | 401      | 401    | 401   | 401    | 401   | 401    | 401    | 401
        any role      | 401    | 401     | 401   | in       | in     | in    | in     | in    | in     | in     | in
        list tenants  | 401    | 401     | 401   | in       | in     | in    | in     | 403   | in     | in     | 403
        ask login     | 401    | 401     | 401   | in       | in     | in    | in     | in    | 403    | 403    | 403
        read tenant   | 401    | 401     | 401   | in       | in     | in    | in     | 403   | 403    | 403    | 403
        read bodies   | 401    | 401     | 401   | in       | 403    | in    | 403    | 403   | 403    | 403    | 403
        change tenant | 401    | 401     | 401   | in       | 403    | in    | 403    | 403   | 403    | 403    | 403
        read all      | 401    | 401     | 401   | in       | in     | 403   | 403    | 403   | 403    | 403    | 403
        operate       | 401    | 401     | 401   | in       | 403    | 403   | 403    | 403   | 403    | 403    | 403
        """;

    public static IReadOnlyList<AccessRow> Rows { get; } = [.. LinesOf(Endpoints).Select(AccessRow.Parse)];

    /// <summary>Everybody who asks, by the names of the table.</summary>
    public static IReadOnlyList<string> Callers { get; } =
        [.. Cells(LinesOf(Answers)[0]).Zip(Cells(LinesOf(Answers)[1]), NameOf).Skip(1)];

    /// <summary>The answer: <c>in</c>, <c>401</c> or <c>403</c>.</summary>
    public static string Expected(string need, string caller)
    {
        var line = LinesOf(Answers).Skip(2).Select(Cells).Single(cells => cells[0] == need);
        return line[1 + Callers.ToList().IndexOf(caller)];
    }

    /// <summary>A name in two lines of the head.</summary>
    private static string NameOf(string first, string second) =>
        first.Length == 0 || second.StartsWith(':') ? first + second : $"{first} {second}";

    private static List<string> LinesOf(string table) =>
        [.. table.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];

    private static string[] Cells(string line) => [.. line.Split('|').Select(cell => cell.Trim())];
}

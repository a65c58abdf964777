namespace Scim.Protocol.Tests.Fuzz;

/// <summary>Well-formed requests, filters and paths for the fuzzers to mutate.</summary>
internal static class Wellformed
{
    private const string UserUrn = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string EnterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public const string User = $$$"""
        {"schemas":["{{{UserUrn}}}","{{{EnterpriseUrn}}}"],"userName":"u","externalId":"e",
         "name":{"givenName":"G","familyName":"F"},"active":true,"timezone":"Europe/London","roles":[{"value":"r"}],
         "emails":[{"value":"a@x","type":"work","primary":true},{"value":"b@x","type":"home"}],
         "x509Certificates":[{"value":"AAAA"}],"{{{EnterpriseUrn}}}":{"department":"D","manager":{"value":"m"} } }
        """;

    public const string Group = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"g","externalId":"e",
         "members":[{"value":"{user}","type":"User"}]}
        """;

    public const string Patch = $$"""
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
         {"op":"replace","path":"name.givenName","value":"N"},{"op":"Add","path":"emails[type eq \"work\"].value","value":"c@x"},
         {"op":"remove","path":"emails[type eq \"home\" and value co \"@\"]"},{"op":"replace","value":{"title":"t","name.familyName":"X"} },
         {"op":"add","path":"{{EnterpriseUrn}}:manager","value":"m2"},
         {"op":"add","path":"emails","value":[{"value":"d@x","type":"other"}]},{"op":"replace","path":"active","value":[false]},
         {"op":"replace","value":[{"active":null}]},{"op":"remove","path":"active"}]}
        """;

    public const string GroupPatch = """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
         {"op":"add","path":"members","value":[{"value":"{user}"}]},{"op":"remove","path":"members[value eq \"{user}\"]"},
         {"op":"Replace","value":{"id":"x","displayName":"g2"}},{"op":"replace","path":"members","value":[{"value":"{user}"}]}]}
        """;

    public const string Search = """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName sw \"u\"",
         "sortBy":"userName","sortOrder":"descending","startIndex":1,"count":3,
         "attributes":["userName","emails.value"],"excludedAttributes":["name"],"cursor":""}
        """;

    public const string Bulk = """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":3,"Operations":[
         {"method":"POST","path":"/Groups","bulkId":"g","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
          "displayName":"bg","members":[{"value":"bulkId:q"}]}},
         {"method":"POST","path":"/Users","bulkId":"q","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"bq",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:r"}}}},
         {"method":"POST","path":"/Users","bulkId":"r","data":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"br",
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:q"}}}},
         {"method":"PATCH","path":"/Users/bulkId:q","version":"W/\"1\"","data":{
          "schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"title","value":"t"}]}},
         {"method":"DELETE","path":"/Users/bulkId:r"}]}
        """;

    public static IReadOnlyList<string> Filters { get; } =
    [
        "userName eq \"bjensen\"", "emails[type eq \"work\" and value co \"@x\"]", "emails[type eq \"work\"].value eq \"a@x\"",
        "not (active eq true) and (title pr or name.givenName sw \"G\")",
        "meta.lastModified gt \"2011-05-13T04:42:34Z\"", $"{EnterpriseUrn}:manager.value eq \"m\"", "members.value eq \"{user}\"",
        "groups.display eq \"g\"", "displayName ew \"x\"",
        "id ne null", "schemas eq \"urn:x\"",
    ];

    public static IReadOnlyList<string> Paths { get; } =
    [
        "name.givenName", "emails[type eq \"work\"].value", $"{EnterpriseUrn}:manager.value", "members[value eq \"x\"]",
        $"{UserUrn}:emails[not (primary eq true)]", "userName",
    ];
}

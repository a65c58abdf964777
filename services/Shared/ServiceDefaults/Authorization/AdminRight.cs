namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>What an endpoint of the admin API needs. <see cref="AdminRole.Allows"/> says which roles have it.</summary>
public enum AdminRight
{
    /// <summary>Any role: what is behind the endpoint decides.</summary>
    AnyRole,

    /// <summary>To list the tenants that one has a role for.</summary>
    ListTenants,

    /// <summary>To ask whether somebody of a tenant may log in.</summary>
    AskLogin,

    /// <summary>To read what a tenant has.</summary>
    ReadTenant,

    /// <summary>To read what identity providers sent, as they sent it. It has personal data that nothing else shows.</summary>
    ReadRequestBodies,

    /// <summary>To change what a tenant has.</summary>
    ChangeTenant,

    /// <summary>To read what belongs to no tenant.</summary>
    ReadAll,

    /// <summary>To change what belongs to no tenant, and to create and delete tenants.</summary>
    Operate,
}

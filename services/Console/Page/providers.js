/** Identity providers that a tenant can choose, with the names of the settings in their admin consoles. */
export const PROVIDERS = {
  okta: {
    name: "Okta",
    where: "In the app integration, turn on SCIM provisioning. Then edit the SCIM connection on the Provisioning tab.",
    settings: url => [
      ["SCIM connector base URL", url],
      ["Unique identifier field for users", "userName"],
      ["Supported provisioning actions", "Push New Users, Push Profile Updates, Push Groups"],
      ["Authentication mode", "HTTP Header, with a token from this page"],
    ],
  },
  entra: {
    name: "Microsoft Entra",
    where: "In the enterprise application, open Provisioning, choose the automatic mode and test the connection.",
    settings: url => [
      ["Tenant URL", url],
      ["Secret token", "A token from this page"],
    ],
  },
  onelogin: {
    name: "OneLogin",
    where: "In the SCIM app, open Configuration and enter both values. Then enable the API connection.",
    settings: url => [
      ["SCIM Base URL", url],
      ["SCIM Bearer Token", "A token from this page"],
    ],
  },
  other: {
    name: "Another SCIM 2.0 client",
    where: "Any client that follows RFC 7643 and RFC 7644 works.",
    settings: url => [
      ["Base URL", url],
      ["Authentication", "Bearer, with a token from this page"],
    ],
  },
};

/** The identity providers that a tenant can choose, and what their admin consoles call what they need. */
export const PROVIDERS = {
  okta: {
    name: "Okta",
    where: "In the app integration, turn on SCIM provisioning; then, on the tab Provisioning, edit the SCIM connection.",
    settings: url => [
      ["SCIM connector base URL", url],
      ["Unique identifier field for users", "userName"],
      ["Supported provisioning actions", "Push New Users, Push Profile Updates, Push Groups"],
      ["Authentication mode", "HTTP Header, with a token of this page"],
    ],
  },
  entra: {
    name: "Microsoft Entra",
    where: "In the enterprise application, open Provisioning, choose the automatic mode, and test the connection.",
    settings: url => [
      ["Tenant URL", url],
      ["Secret token", "a token of this page"],
    ],
  },
  onelogin: {
    name: "OneLogin",
    where: "In the SCIM app, open Configuration; enable the API connection when both are set.",
    settings: url => [
      ["SCIM Base URL", url],
      ["SCIM Bearer Token", "a token of this page"],
    ],
  },
  other: {
    name: "Another SCIM 2.0 client",
    where: "Any client will do that follows RFC 7643 and RFC 7644.",
    settings: url => [
      ["Base URL", url],
      ["Authentication", "Bearer, with a token of this page"],
    ],
  },
};

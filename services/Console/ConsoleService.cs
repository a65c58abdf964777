namespace Scim.Bus.Console;

/// <summary>Marks what belongs to this service where several services share a process, such as its copy of the tenants' settings.</summary>
internal abstract class ConsoleService;

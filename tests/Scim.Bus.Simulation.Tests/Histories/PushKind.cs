namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>What identity providers push, and admins do.</summary>
internal enum PushKind
{
    Create,
    Rename,
    Replace,
    Deactivate,
    Reactivate,
    Delete,
    ExchangeAddresses,
    Repeat,
    CreateGroup,
    RenameGroup,
    DeleteGroup,
    Join,
    Leave,
    MoveAddFirst,
    MoveRemoveFirst,
    Configure,
    SwitchSync,
    ChooseGroups,
    EditAccount,
    CreateAccount,
    Sync,
    ForcedSync,
}

using System.Text.Json.Serialization;

namespace Scim.Bus.Console.Timeline;

/// <summary>What a line of the provisioning log is about, for programs and for sentences about several lines.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimelineEvent>))]
public enum TimelineEvent
{
    [JsonStringEnumMemberName("userCreated")]
    UserCreated,

    [JsonStringEnumMemberName("userReactivated")]
    UserReactivated,

    [JsonStringEnumMemberName("userUpdated")]
    UserUpdated,

    [JsonStringEnumMemberName("userDeactivated")]
    UserDeactivated,

    [JsonStringEnumMemberName("userDeleted")]
    UserDeleted,

    [JsonStringEnumMemberName("deactivationRefused")]
    DeactivationRefused,

    [JsonStringEnumMemberName("groupCreated")]
    GroupCreated,

    [JsonStringEnumMemberName("groupUpdated")]
    GroupUpdated,

    [JsonStringEnumMemberName("groupDeleted")]
    GroupDeleted,

    [JsonStringEnumMemberName("memberAdded")]
    MemberAdded,

    [JsonStringEnumMemberName("memberRemoved")]
    MemberRemoved,

    [JsonStringEnumMemberName("groupConflict")]
    GroupConflict,

    [JsonStringEnumMemberName("accountActivated")]
    AccountActivated,

    [JsonStringEnumMemberName("accountUpdated")]
    AccountUpdated,

    [JsonStringEnumMemberName("accountDeactivated")]
    AccountDeactivated,

    [JsonStringEnumMemberName("accountRemoved")]
    AccountRemoved,

    [JsonStringEnumMemberName("accessApplied")]
    AccessApplied,

    [JsonStringEnumMemberName("mailSent")]
    MailSent,

    [JsonStringEnumMemberName("provisioningFailed")]
    ProvisioningFailed,
}

using System.Runtime.Versioning;
using Scim.Bus.Testing;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Who may look into the folder of the SQLite files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void A_new_folder_is_for_its_owner_alone_and_so_are_those_above_it()
    {
        using var root = new TempFolder("private");
        var data = root.PathTo("data");
        PrivateFolder.Create(Path.Combine(data, "mail"));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(data));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(data, "mail")));
    }

    [Fact]
    public void A_folder_that_exists_keeps_its_permissions()
    {
        using var root = new TempFolder("private");
        var shared = root.PathTo("shared");
        Directory.CreateDirectory(shared, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        PrivateFolder.Create(shared);
        Assert.True(File.GetUnixFileMode(shared).HasFlag(UnixFileMode.GroupRead));
    }
}

using Ombud.Erasure;
using Ombud.Systems.Erasing;
using Ombud.Tests.Backup;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>What a restore knows of erasures in connected systems.</summary>
public sealed class RestoredSystemsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_erasure_that_waited_on_the_day_of_the_backup_waits_again_until_staff_note_it()
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, "anna@person.example", "Annas");
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var room = new BackupRoom(storage);
        var app = await OmbudApp.StartAsync(storage, null, systems.Settings);
        var (person, browser) = await Person.SignInAsync(app, "anna@person.example");
        browser.Dispose();
        systems.Run("crm", "alter table customer_order rename to elsewhere");
        await app.Get<EraseSubject>().AskAsync(person.Id, ErasureReason.Asked, "self", None);
        await app.Get<EraseSubject>().RunAsync(person.Id, None);
        await app.SequenceAsync();
        await room.BackUpAsync();
        systems.Run("crm", "alter table elsewhere rename to customer_order");
        await app.Get<EraseInSystems>().HurryAsync(person.Id, None);
        Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(person.Id, None)).Step);
        await app.SequenceAsync();
        await app.StopAsync();

        await room.RestoreAsync();
        var restored = await OmbudApp.StartAsync(storage, null, systems.Settings);
        await restored.Get<EraseInSystems>().HurryAsync(person.Id, None);

        Assert.Equal(ErasureStep.RowsDeleted, (await restored.Get<EraseSubject>().RunAsync(person.Id, None)).Step);
        var row = Assert.Single(await restored.Get<EraseInSystems>().OfAsync(person.Id, None));
        Assert.Contains("by hand", row.Problem, StringComparison.Ordinal);
        Assert.True(await restored.Get<EraseInSystems>().NoteByHandAsync(person.Id, "crm", "officer", None));
        Assert.Equal(ErasureStep.Done, (await restored.Get<EraseSubject>().RunAsync(person.Id, None)).Step);
        await restored.StopAsync();
    }
}

using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>The commands <c>connect</c>, <c>systems</c> and <c>discover</c>, as an operator runs them.</summary>
public sealed class CommandTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_dataset_file_that_fits_its_system_is_connected_and_another_is_told_what_is_wrong()
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var systems = ForeignSystem.Create("crm");
        var (file, folder) = (Path.Combine(systems.Folder, "crm.yaml"), Path.Combine(storage.DataFolder, "systems"));
        string[] settings = [.. storage.Arguments, $"--ConnectionStrings:Crm={systems.ConnectionOf("crm")}"];

        var (code, said, refused) = await OmbudProcess.RunAsync(["connect", file, .. settings]);
        Assert.Equal((0, ""), (code, refused));
        Assert.Contains("crm: answers and is as described (4 tables)", said, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "crm.yaml")));
        var (looked, summary, _) = await OmbudProcess.RunAsync(["systems", .. settings]);
        Assert.Equal(0, looked);
        Assert.Contains("1 connected, 1 of them answer", summary, StringComparison.Ordinal);

        systems.Run("crm", "alter table customer_order drop column note");
        var (drifted, _, drift) = await OmbudProcess.RunAsync(["connect", file, .. settings]);
        Assert.Equal(1, drifted);
        Assert.Contains("crm: customer_order.note: the field is not there", drift, StringComparison.Ordinal);

        var wrong = Path.Combine(systems.Folder, "wrong.yaml");
        await File.WriteAllTextAsync(wrong, ForeignSystem.DescriptionOf("wrong")
            .Replace("category: health", "category: wealth", StringComparison.Ordinal), None);
        var (unfit, _, error) = await OmbudProcess.RunAsync(["connect", wrong, .. settings]);
        Assert.Equal(2, unfit);
        Assert.Contains("category-unknown", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "wrong.yaml")));
    }

    [Fact]
    public async Task A_start_with_a_wrong_dataset_file_or_without_its_connection_says_so_and_serves_nothing()
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var systems = ForeignSystem.Create("crm", "shop");
        await File.AppendAllTextAsync(Path.Combine(systems.Folder, "shop.yaml"), "\nsurprise: yes\n", None);

        var (code, _, error) = await OmbudProcess.RunAsync(
            ["--Systems:Folder", systems.Folder, "--environment", "Development", .. storage.Arguments]);
        File.Delete(Path.Combine(systems.Folder, "shop.yaml"));
        var (missing, _, which) = await OmbudProcess.RunAsync(
            ["--Systems:Folder", systems.Folder, "--environment", "Development", .. storage.Arguments]);

        Assert.Equal(2, code);
        Assert.Contains("shop.yaml", error, StringComparison.Ordinal);
        Assert.Contains("key-unknown", error, StringComparison.Ordinal);
        Assert.Equal(2, missing);
        Assert.Contains("ConnectionStrings__Crm is not set", which, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_names_every_table_and_holds_no_value_of_anybody()
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var systems = ForeignSystem.Create("crm");
        systems.Add("crm", 1, "anna@person.example", "Annas");
        string[] settings = [.. storage.Arguments, $"--ConnectionStrings:Crm={systems.ConnectionOf("crm")}"];

        var (code, draft, _) = await OmbudProcess.RunAsync(
            ["discover", "crm", "--kind", "Sqlite", "--connection", "Crm", "--controller", "aerotek-se", .. settings]);
        var (unknown, _, error) = await OmbudProcess.RunAsync(
            ["discover", "crm", "--kind", "Sqlite", "--connection", "Crm", "--controller", "nobody", .. settings]);

        Assert.Equal(0, code);
        string[] tables = ["address", "customer", "customer_order", "invoice"];
        Assert.All(tables, table => Assert.Contains(table, draft, StringComparison.Ordinal));
        Assert.Contains("identifies: email", draft, StringComparison.Ordinal);
        Assert.Contains("decide", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("Annas", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", draft, StringComparison.Ordinal);
        Assert.Equal(2, unknown);
        Assert.Contains("no company 'nobody'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_files_is_drafted_connected_and_looked_at()
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        var files = Directory.CreateTempSubdirectory("ombud-files-").FullName;
        var (customers, description) = (Path.Combine(files, "customers.csv"), Path.Combine(files, "exports.yaml"));
        string[] settings = [.. storage.Arguments, $"--ConnectionStrings:Exports={files}"];
        await File.WriteAllTextAsync(customers, "id,email,name\n1,anna@person.example,Annas\n", None);
        await File.WriteAllTextAsync(Path.Combine(files, "orders.jsonl"), "{\"id\":10,\"customer\":1}\n", None);
        await File.WriteAllTextAsync(description,
            """
            system: exports
            title: Exports
            kind: folder
            connection: Exports
            controller: aerotek-se
            subjects: [job-seeker]
            tables:
              - table: customers
                key: [id]
                erase: delete
                fields:
                  - field: id
                  - field: email
                    category: contact-details
                    identifies: email
                  - field: name
                    category: contact-details
              - table: orders
                key: [id]
                erase: delete
                fields:
                  - field: id
                  - field: customer
                    belongsTo: customers.id
            """, None);

        var (drafted, draft, _) = await OmbudProcess.RunAsync(
            ["discover", "exports", "--kind", "Folder", "--connection", "Exports", "--controller", "aerotek-se", .. settings]);
        var (code, said, refused) = await OmbudProcess.RunAsync(["connect", description, .. settings]);
        var (looked, summary, _) = await OmbudProcess.RunAsync(["systems", .. settings]);
        await File.WriteAllTextAsync(customers, "id,email\n", None);
        var (drifted, _, drift) = await OmbudProcess.RunAsync(["systems", .. settings]);
        Directory.Delete(files, recursive: true);

        Assert.Equal(0, drafted);
        Assert.Contains("kind: folder", draft, StringComparison.Ordinal);
        Assert.Contains("decide: files declare neither keys nor references", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", draft, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, ""), (code, refused));
        Assert.Contains("exports: answers and is as described (2 tables)", said, StringComparison.Ordinal);
        Assert.Equal(0, looked);
        Assert.Contains("1 connected, 1 of them answer", summary, StringComparison.Ordinal);
        Assert.Equal(1, drifted);
        Assert.Contains("exports: customers.name: the field is not there", drift, StringComparison.Ordinal);
    }
}

using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Tests.Loading;

public sealed class DatasetLoaderTests
{
    [Fact]
    public void A_sound_file_is_read_as_it_is_written()
    {
        var system = DatasetText.Load(DatasetText.Sound).System!;

        Assert.Equal(("crm", "Customer register", SystemKind.PostgreSql, "Crm", "nordlight"),
            (system.Id, system.Title, system.Kind, system.Connection, system.Controller));
        Assert.Equal(["buyer", "seller"], system.Subjects);
        Assert.Equal(["customers", "orders", "sales.addresses"], system.Tables.Select(table => table.Name));
        Assert.Equal([TableErasure.Fields, TableErasure.Delete, TableErasure.Keep], system.Tables.Select(table => table.Erase));
        Assert.Equal("Bookkeeping act", system.Tables[0].Because);
        Assert.Null(system.Tables[1].Because);
        Assert.Equal(["id", "line"], system.Tables[1].Key);
        Assert.Equal([FieldErasure.Keep, FieldErasure.Anonymise, FieldErasure.Null, FieldErasure.Keep],
            system.Tables[0].Fields.Select(field => field.Erase));
        Assert.Equal("contact-details", system.Tables[0].Fields[1].Category);
        Assert.Equal(IdentifierKind.Email, system.Tables[0].Fields[1].Identifies);
        Assert.Equal(new(ReferenceMeaning.Owns, "sales.addresses", "id"), system.Tables[0].Fields[3].Reference);
        Assert.Equal(new(ReferenceMeaning.BelongsTo, "customers", "id"), system.Tables[1].Fields[2].Reference);
        Assert.Equal(new(ReferenceMeaning.RefersTo, "orders", "id"), system.Tables[1].Fields[3].Reference);
        Assert.Equal("crm.yaml:13:9", system.Tables[0].Fields[0].At.ToString());
    }

    [Theory]
    [InlineData("postgresql", SystemKind.PostgreSql)]
    [InlineData("mysql", SystemKind.MySql)]
    [InlineData("sqlserver", SystemKind.SqlServer)]
    [InlineData("sqlite", SystemKind.Sqlite)]
    [InlineData("folder", SystemKind.Folder)]
    public void Each_kind_has_its_word(string word, SystemKind kind) =>
        Assert.Equal(kind, DatasetText.Load(DatasetText.With("kind: postgresql", $"kind: {word}")).System?.Kind);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var text = DatasetText.With("kind: postgresql", "kind: postgres")
            .Replace("key: [id, line]", "key: [id, lines]", StringComparison.Ordinal)
            .Replace("    because: The property register is public\n", "", StringComparison.Ordinal);

        var errors = DatasetText.Load(text).Errors;

        Assert.Equal(["value-unknown", "key-not-listed", "because-missing"], errors.Select(error => error.Rule));
        Assert.Equal(["crm.yaml:3:7", "crm.yaml:24:15", "crm.yaml:35:12"], errors.Select(error => error.At.ToString()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_no_exception()
    {
        using var folder = new DatasetFolder();

        var loading = DatasetLoader.Load(Path.Combine(folder.Path, "none.yaml"));

        Assert.Equal(["file-unreadable"], loading.Errors.Select(error => error.Rule));
        Assert.Null(loading.System);
    }

    [Fact]
    public void A_folder_gives_all_its_systems_by_the_names_of_their_files()
    {
        using var folder = new DatasetFolder();
        folder.Write("b.yaml", DatasetText.Sound);
        folder.Write("a.yaml", DatasetText.With("system: crm", "system: shop"));
        folder.Write("notes.txt", "no dataset");

        Assert.Equal(["shop", "crm"], DatasetLoader.LoadFolder(folder.Path).Systems.Select(system => system.Id));
    }

    [Fact]
    public void Two_files_of_a_folder_do_not_describe_the_same_system()
    {
        using var folder = new DatasetFolder();
        folder.Write("a.yaml", DatasetText.Sound);
        folder.Write("b.yaml", DatasetText.Sound);

        var loading = DatasetLoader.LoadFolder(folder.Path);

        var error = Assert.Single(loading.Errors);
        Assert.Equal(("system-duplicate", "b.yaml:1:9"), (error.Rule, error.At.ToString()));
        Assert.Contains("a.yaml", error.Message, StringComparison.Ordinal);
        Assert.Empty(loading.Systems);
    }

    [Fact]
    public void A_file_with_the_other_ending_is_not_passed_over_in_silence()
    {
        using var folder = new DatasetFolder();
        folder.Write("crm.yml", DatasetText.Sound);

        Assert.Equal(["dataset-file-name"], DatasetLoader.LoadFolder(folder.Path).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_and_an_empty_one_is_none()
    {
        using var folder = new DatasetFolder();

        Assert.Empty(DatasetLoader.LoadFolder(folder.Path).Errors);
        Assert.Equal(["dataset-folder-missing"],
            DatasetLoader.LoadFolder(Path.Combine(folder.Path, "none")).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void What_looks_like_a_connection_string_is_never_repeated()
    {
        var loading = DatasetText.Load(DatasetText.With("connection: Crm", "connection: Host=db.example;Password=hush"));

        var error = Assert.Single(loading.Errors);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }
}

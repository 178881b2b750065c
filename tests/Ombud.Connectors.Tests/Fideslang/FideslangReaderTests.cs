using Ombud.Connectors.Describing;
using Ombud.Connectors.Fideslang;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Tests.Fideslang;

public sealed class FideslangReaderTests
{
    [Fact]
    public void A_dataset_becomes_a_description()
    {
        var reading = FideslangText.Read(FideslangText.Shop);

        Assert.Empty(reading.Errors);
        Assert.Equal("""
            system: demo-shop
            title: Demo shop
            kind: postgresql
            connection: Shop
            controller: nordlight
            subjects: [buyer]
            tables:
              - table: buyer
                key: [id]
                erase: fields
                fields:
                  - field: id
                  - field: mail
                    category: contact-details
                    identifies: email
                    erase: anonymise
                  - field: born
                    category: birth-date
                    erase: null
                  - field: home_id
                    owns: home.id
              - table: home
                key: [id]
                erase: fields
                fields:
                  - field: id
                  - field: street
                    category: contact-details
                    erase: anonymise
              - table: purchase
                key: [id]
                erase: delete
                fields:
                  - field: id
                  - field: buyer_id
                    belongsTo: buyer.id
              - table: ledger
                key: [id]
                erase: keep
                because: Bookkeeping act
                fields:
                  - field: id
                  - field: buyer_id
                    belongsTo: buyer.id
                  - field: account
                    category: pay-and-bank
            """, DatasetWriter.Write(reading.System!).TrimEnd());
    }

    [Fact]
    public void The_only_note_on_a_file_that_is_carried_whole_is_its_changed_id() =>
        Assert.Equal(["fideslang-id-changed"], FideslangText.Read(FideslangText.Shop).Notes.Select(note => note.Rule));

    [Fact]
    public void A_reference_without_direction_is_one_of_the_row_that_refers()
    {
        var reading = FideslangText.Read(FideslangText.With("direction: from}\n      - name: ledger", "}\n      - name: ledger"));

        Assert.Contains(reading.Notes, note => note.Rule == "fideslang-direction-missing" && note.Message.Contains("'purchase.buyer_id'"));
        Assert.Equal(new(ReferenceMeaning.BelongsTo, "buyer", "id"), Field(reading, "purchase", "buyer_id").Reference);
    }

    [Theory]
    [InlineData("from", ReferenceMeaning.Owns)]
    [InlineData("to", ReferenceMeaning.BelongsTo)]
    public void A_reference_that_stands_at_the_key_is_turned_round(string direction, ReferenceMeaning meaning)
    {
        var reference = $"{{dataset: demo_shop, field: purchase.home_id, direction: {direction}}}";
        var text = FideslangText.With("fides_meta: {primary_key: true}\n          - name: street",
            $"fides_meta: {{primary_key: true, references: [{reference}]}}\n          - name: street")
            .Replace("      - name: ledger", "          - name: home_id\n      - name: ledger", StringComparison.Ordinal);

        var reading = FideslangText.Read(text);

        Assert.Contains(reading.Notes, note => note.Rule == "fideslang-reference-turned");
        Assert.Equal(new(meaning, "home", "id"), Field(reading, "purchase", "home_id").Reference);
        Assert.Null(Field(reading, "home", "id").Reference);
    }

    [Fact]
    public void A_reference_that_stands_at_both_its_ends_is_one()
    {
        var reading = FideslangText.Read(FideslangText.With("primary_key: True\n",
            "primary_key: True\n              references: [{dataset: demo_shop, field: purchase.buyer_id, direction: to}]\n"));

        Assert.DoesNotContain(reading.Notes, note => note.Rule == "fideslang-references-several");
        Assert.Equal(new(ReferenceMeaning.BelongsTo, "buyer", "id"), Field(reading, "purchase", "buyer_id").Reference);
    }

    // From, to, rule, a part of what is said.
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "user.contact.email", "user.contakt.email", "fideslang-category-unknown", "'user.contakt.email'" },
        { "[user.financial.bank_account]", "[user]", "fideslang-category-unknown", "'user'" },
        { "            fides_meta:\n              primary_key: True\n", "", "fideslang-key-missing", "'buyer'" },
        { "dataset:\n", "datasets:\n", "fideslang-dataset-missing", "'dataset:'" },
        { "home.id", "hom.id", "dataset-reference-dangling", "did you mean 'home'?" },
        { "identity: email", "identity: cookie", "nobody-identified", "identifies" },
        { "name: mail", "name: m.ail", "name-form", "field" },
        { "name: home\n", "name: a.b.home\n", "name-form", "collection" },
        { "collections:", "collections: none\n    other:", "value-type", "'collections'" },
        { "{primary_key: true}", "{primary_key: maybe}", "value-type", "'primary_key'" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_used_as_it_is_is_an_error(string from, string to, string rule, string says)
    {
        var reading = FideslangText.Read(FideslangText.With(from, to));

        Assert.Null(reading.System);
        Assert.Contains(reading.Errors, error => error.Rule == rule && error.Message.Contains(says, StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string, string> Noted => new()
    {
        { "identity: email", "identity: email\n              data_type: string", "fideslang-not-carried", "'data_type'" },
        { "name: Demo shop", "name: Demo shop\n    description: a shop", "fideslang-not-carried", "'description'" },
        { "name: Demo shop", "name: Demo shop\n    meta: {owner: sales}", "fideslang-not-carried", "'owner'" },
        { "name: Demo shop", "name: Demo shop\n    retention: 7 years", "fideslang-not-carried", "'retention'" },
        { "{strategy: delete}", "{strategy: delete}\n          after: [demo_shop.buyer]", "fideslang-not-carried", "'after'" },
        { "{strategy: delete}", "{strategy: delete}\n          erase_after: [demo_shop.home]", "fideslang-order-not-carried",
            "'demo_shop.home'" },
        { "{strategy: delete}", "{strategy: other}", "fideslang-masking-changed", "'other'" },
        { "strategy: null_rewrite", "strategy: hash", "fideslang-masking-changed", "became 'anonymise'" },
        { "strategy: null_rewrite", "strategy: random_string_rewrite\n                configuration: {length: 9}",
            "fideslang-masking-changed", "became 'anonymise'" },
        { "primary_key: True", "primary_key: True\n              masking_strategy_override: {strategy: hash}",
            "fideslang-masking-changed", "key" },
        { "identity: email", "identity: email\n          - name: fan\n            fides_meta: {identity: cookie}",
            "fideslang-identity-unknown", "'cookie'" },
        { "[user.financial.bank_account]", "[user.financial.bank_account, user.health]", "fideslang-categories-several", "health" },
        { "- name: street", "- name: street\n            fields: [{name: no, data_categories: [user.contact]}]", "fideslang-nested",
            "'street'" },
        { "direction: to", "direction: to\n                - {dataset: other_shop, field: a.b, direction: to}",
            "fideslang-reference-elsewhere", "'other_shop'" },
        { "direction: to", "direction: to\n                - {dataset: demo_shop, field: home.street, direction: to}",
            "fideslang-references-several", "home.street" },
        { "direction: to", "direction: to\n                - {dataset: demo_shop, field: home.street.no, direction: to}",
            "fideslang-nested", "'home.street.no'" },
        { "  - fides_key: demo_shop\n", "  - fides_key: demo-shop\n    meta: {ombud: {tables: [{table: gone}]}}\n",
            "fideslang-not-carried", "'gone'" },
    };

    [Theory]
    [MemberData(nameof(Noted))]
    public void What_is_not_carried_is_told(string from, string to, string rule, string says)
    {
        Assert.DoesNotContain(FideslangText.Read(FideslangText.Shop).Notes, note => note.Rule == rule);

        Assert.Contains(FideslangText.Read(FideslangText.With(from, to)).Notes,
            note => note.Rule == rule && note.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_stands_in_many_places_is_told_once_with_their_number()
    {
        var reading = FideslangText.Read(FideslangText.With("{primary_key: true}", "{primary_key: true, length: 4}"));

        var note = Assert.Single(reading.Notes, note => note.Rule == "fideslang-not-carried");
        Assert.Contains("2 further places", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_not_overwritten_whatever_is_said_of_it()
    {
        var reading = FideslangText.Read(FideslangText.With("data_categories: [user.unique_id]\n            fides_meta:\n",
            "data_categories: [user.contact]\n            fides_meta:\n              masking_strategy_override: {strategy: hash}\n"));

        Assert.Empty(reading.Errors);
        Assert.Equal(FieldErasure.Keep, Field(reading, "buyer", "id").Erase);
        Assert.Equal("Bookkeeping act", reading.System!.Tables[0].Because);
    }

    [Fact]
    public void A_collection_that_fides_skips_is_left_out_with_the_references_to_it()
    {
        var reading = FideslangText.Read(
            FideslangText.With("      - name: home\n", "      - name: home\n        fides_meta: {skip_processing: true}\n"));

        Assert.Empty(reading.Errors);
        Assert.Equal(["buyer", "purchase", "ledger"], reading.System!.Tables.Select(table => table.Name));
        Assert.Equal(2, reading.Notes.Count(note => note.Rule == "fideslang-skipped"));
    }

    [Fact]
    public void Nested_fields_make_the_field_that_holds_them_personal_and_it_becomes_null()
    {
        var reading = FideslangText.Read(FideslangText.With("- name: street\n            data_categories: [user.contact.address.street]",
            "- name: street\n            fields: [{name: doc, fields: [{name: no, data_categories: [user.health.condition]}]}]"));

        Assert.Equal(("health", FieldErasure.Null), (Field(reading, "home", "street").Category, Field(reading, "home", "street").Erase));
    }

    [Fact]
    public void Categories_of_a_collection_count_for_fields_that_say_none_and_are_neither_key_nor_reference()
    {
        var reading = FideslangText.Read(FideslangText.With("- name: home\n", "- name: home\n        data_categories: [user.location]\n")
            .Replace("          - name: street\n", "          - name: note\n          - name: street\n", StringComparison.Ordinal));

        Assert.Equal([null, "place", "contact-details"], reading.System!.Tables[1].Fields.Select(field => field.Category));
    }

    [Fact]
    public void Without_a_ground_what_stays_is_an_error_and_the_draft_says_what_there_is()
    {
        var reading = FideslangText.Read(FideslangText.Shop, FideslangText.Import with { Because = null });

        Assert.Equal(["because-missing"], reading.Errors.Select(error => error.Rule));
        Assert.Null(reading.System);
        Assert.Equal(4, reading.Draft!.Tables.Count);
    }

    [Fact]
    public void What_nobody_says_of_the_system_is_an_error()
    {
        var reading = FideslangText.Read(FideslangText.Shop, new() { Because = "x" });

        Assert.Equal(4, reading.Errors.Count(error => error.Rule == "fideslang-import-incomplete"));
    }

    [Fact]
    public void Of_several_datasets_one_is_chosen_and_the_others_are_told()
    {
        var text = FideslangText.Shop + "  - fides_key: other_shop\n    collections: []\n";

        Assert.Equal(["fideslang-datasets-several"], FideslangText.Read(text).Errors.Select(error => error.Rule));
        var missing = Assert.Single(FideslangText.Read(text, FideslangText.Import with { Dataset = "demo_shob" }).Errors);
        Assert.Contains("did you mean 'demo_shop'?", missing.Message, StringComparison.Ordinal);

        var reading = FideslangText.Read(text, FideslangText.Import with { Dataset = "demo_shop" });
        Assert.Empty(reading.Errors);
        Assert.Contains(reading.Notes, note => note.Rule == "fideslang-dataset-not-read" && note.Message.Contains("other_shop"));
    }

    [Fact]
    public void A_schema_stands_before_the_names_of_its_tables()
    {
        var reading = FideslangText.Read(
            FideslangText.With("name: Demo shop\n", "name: Demo shop\n    fides_meta: {namespace: {schema: sales}}\n"));

        Assert.Empty(reading.Errors);
        Assert.Equal("sales.buyer", reading.System!.Tables[0].Name);
        Assert.Equal("sales.buyer", Field(reading, "sales.purchase", "buyer_id").Reference!.Table);
    }

    [Fact]
    public void Categories_kinds_of_person_and_controller_are_checked_where_the_pack_is_known()
    {
        var world = new DatasetWorld
        {
            Categories = new HashSet<string> { "birth-date" }, Controllers = new HashSet<string>(), SubjectKinds = new HashSet<string>(),
        };

        var errors = FideslangText.Read(FideslangText.Shop, FideslangText.Import with { World = world }).Errors;

        Assert.Equal(3, errors.Count(error => error.Rule == "category-unknown"));
        Assert.Equal(1, errors.Count(error => error.Rule == "controller-unknown"));
        Assert.Equal(1, errors.Count(error => error.Rule == "subject-unknown"));
    }

    private static FieldDescription Field(FideslangReading reading, string table, string field) =>
        reading.Draft!.Tables.First(one => one.Name == table).Fields.First(one => one.Name == field);
}

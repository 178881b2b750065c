using CsCheck;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Fideslang;
using Ombud.Connectors.Tests.Loading;
using Ombud.Connectors.Tests.Planning;
using YamlDotNet.RepresentationModel;

namespace Ombud.Connectors.Tests.Fideslang;

public sealed class FideslangWriterTests
{
    private static readonly FideslangImport Nothing = new();

    [Fact]
    public void Whatever_is_described_is_read_back_unchanged_and_without_a_remark() =>
        DrawnSystems.All.Sample(system =>
        {
            var reading = FideslangText.Read(FideslangWriter.Write(system), Nothing);

            Assert.Empty(reading.Errors);
            Assert.Empty(reading.Notes);
            Assert.Equal(Described.Of(system), Described.Of(reading.System!));
        }, iter: 300);

    [Fact]
    public void A_description_is_written_in_the_words_of_fides() =>
        Assert.Equal("""
            dataset:
              - fides_key: crm
                name: Customer register
                meta:
                  ombud:
                    system: crm
                    kind: postgresql
                    connection: Crm
                    controller: nordlight
                    subjects: [buyer, seller]
                    tables:
                      - table: customers
                        erase: fields
                        because: Bookkeeping act
                      - table: orders
                        erase: delete
                        fields:
                          - field: parent_id
                            refersTo: orders.id
                      - table: sales.addresses
                        erase: keep
                        because: The property register is public
                collections:
                  - name: customers
                    fides_meta:
                      erase_after: [crm.orders]
                    fields:
                      - name: id
                        data_categories: [system.operations]
                        fides_meta:
                          primary_key: true
                      - name: email
                        data_categories: [user.contact]
                        fides_meta:
                          identity: email
                          masking_strategy_override:
                            strategy: random_string_rewrite
                      - name: nickname
                        data_categories: [user.contact]
                        fides_meta:
                          masking_strategy_override:
                            strategy: null_rewrite
                      - name: address_id
                        data_categories: [system.operations]
                        fides_meta:
                          references:
                            - dataset: crm_sales
                              field: addresses.id
                              direction: to
                  - name: orders
                    fides_meta:
                      masking_strategy_override:
                        strategy: delete
                    fields:
                      - name: id
                        data_categories: [system.operations]
                        fides_meta:
                          primary_key: true
                      - name: line
                        data_categories: [system.operations]
                        fides_meta:
                          primary_key: true
                      - name: customer_id
                        data_categories: [system.operations]
                        fides_meta:
                          references:
                            - dataset: crm
                              field: customers.id
                              direction: from
                      - name: parent_id
                        data_categories: [system.operations]
              - fides_key: crm_sales
                name: Customer register
                fides_meta:
                  namespace:
                    schema: sales
                meta:
                  ombud:
                    system: crm
                collections:
                  - name: addresses
                    fides_meta:
                      erase_after: [crm.customers]
                    fields:
                      - name: id
                        data_categories: [system.operations]
                        fides_meta:
                          primary_key: true
                      - name: street
                        data_categories: [user.contact]
                        fides_meta:
                          read_only: true
            """, FideslangWriter.Write(DatasetText.Load(DatasetText.Sound).System!).TrimEnd());

    [Fact]
    public void What_fides_refuses_is_not_written() =>
        DrawnSystems.All.Sample(system =>
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(FideslangWriter.Write(system)));
            var datasets = Items(stream.Documents[0].RootNode, "dataset");
            var keys = datasets.Select(dataset => Text(dataset, "fides_key")).ToList();

            Assert.All(keys, key => Assert.Matches("^[a-zA-Z0-9_.<>-]+$", key));
            Assert.Equal(keys.Count, keys.Distinct().Count());
            foreach (var dataset in datasets)
            {
                var collections = Items(dataset, "collections");
                Assert.Equal(collections.Count, collections.Select(one => Text(one, "name")).Distinct().Count());
                Assert.All(collections, one => Assert.NotEmpty(Items(one, "fields")));
                foreach (var after in collections.SelectMany(EraseAfter))
                    Assert.Equal(2, after.Split('.').Length);
            }
        }, iter: 100);

    [Fact]
    public void Schemas_whose_names_would_make_the_same_key_keep_apart()
    {
        var text = DatasetText.Sound.Replace("table: customers", "table: a b.customers", StringComparison.Ordinal)
            .Replace("table: orders", "table: a_b.orders", StringComparison.Ordinal)
            .Replace("table: sales.addresses", "table: a-b.addresses", StringComparison.Ordinal)
            .Replace(": customers.id", ": a b.customers.id", StringComparison.Ordinal)
            .Replace(": orders.id", ": a_b.orders.id", StringComparison.Ordinal)
            .Replace(": sales.addresses.id", ": a-b.addresses.id", StringComparison.Ordinal);
        var system = DatasetText.Load(text).System!;
        var later = system with { Tables = [system.Tables[2], system.Tables[0], system.Tables[1]] };

        var written = FideslangWriter.Write(later);

        Assert.Contains("fides_key: crm_a_b\n", written, StringComparison.Ordinal);
        Assert.Contains("fides_key: crm_a_b_2\n", written, StringComparison.Ordinal);
        Assert.Equal(Described.Of(later), Described.Of(FideslangText.Read(written, Nothing).System!));
    }

    [Fact]
    public void Categories_without_a_word_in_fideslang_keep_their_own()
    {
        var system = DatasetText.Load(DatasetText.Sound.Replace("contact-details", "own-category", StringComparison.Ordinal)).System!;

        var text = FideslangWriter.Write(system);

        Assert.Contains("category: own-category", text, StringComparison.Ordinal);
        Assert.Equal("own-category", FideslangText.Read(text, Nothing).System!.Tables[0].Fields[1].Category);
    }

    [Fact]
    public void A_reference_that_we_wrote_at_a_key_stays_there()
    {
        var text = DatasetText.With("      - field: id\n      - field: email",
            "      - field: id\n        owns: orders.customer_id\n      - field: email")
            .Replace("        belongsTo: customers.id\n", "", StringComparison.Ordinal);
        var system = DatasetText.Load(text).System!;

        var reading = FideslangText.Read(FideslangWriter.Write(system), Nothing);

        Assert.Empty(reading.Notes);
        Assert.Equal(Described.Of(system), Described.Of(reading.System!));
    }

    [Fact]
    public void What_is_given_beside_the_file_goes_before_what_it_says()
    {
        var reading = FideslangText.Read(FideslangWriter.Write(DatasetText.Load(DatasetText.Sound).System!),
            new() { Kind = SystemKind.MySql, Connection = "Copy", Subjects = ["visitor"] });

        Assert.Equal((SystemKind.MySql, "Copy", "nordlight"), (reading.System!.Kind, reading.System.Connection, reading.System.Controller));
        Assert.Equal(["visitor"], reading.System.Subjects);
    }

    private static List<YamlNode> Items(YamlNode node, string key) => [.. ((YamlSequenceNode)((YamlMappingNode)node)[key]).Children];

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)((YamlMappingNode)node)[key]).Value!;

    private static IEnumerable<string> EraseAfter(YamlNode collection) =>
        ((YamlMappingNode)collection).Children.TryGetValue("fides_meta", out var meta)
            && ((YamlMappingNode)meta).Children.TryGetValue("erase_after", out var after)
            ? ((YamlSequenceNode)after).Children.Select(one => ((YamlScalarNode)one).Value!)
            : [];
}

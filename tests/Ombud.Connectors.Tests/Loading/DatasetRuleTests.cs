using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Tests.Loading;

public sealed class DatasetRuleTests
{
    // From, to, rule, a part of what is said. Each breaks one rule and no other.
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "title: Customer register", "titel: Customer register\ntitle: x", "key-unknown", "did you mean 'title'?" },
        { "    erase: delete\n", "    erase: delete\n    earse: keep\n", "key-unknown", "did you mean 'erase'?" },
        { "      - field: line\n", "      - field: line\n        type: text\n", "key-unknown", "type" },
        { "title: Customer register\n", "", "key-missing", "'title'" },
        { "controller: nordlight\n", "", "key-missing", "'controller'" },
        { "subjects: [buyer, seller]\n", "", "key-missing", "'subjects'" },
        { "subjects: [buyer, seller]", "subjects: []", "value-empty", "'subjects'" },
        { "subjects: [buyer, seller]", "subjects: buyer", "value-type", "write a list" },
        { "subjects: [buyer, seller]", "subjects: [buyer, buyer]", "value-twice", "'buyer'" },
        { "    key: [id, line]\n", "", "key-missing", "'key'" },
        { "    erase: delete\n", "", "key-missing", "'erase'" },
        { "key: [id, line]", "key: id", "value-type", "write a list" },
        { "key: [id, line]", "key: [id, id, line]", "value-twice", "'id'" },
        { "key: [id, line]", "key: []", "value-empty", "'key'" },
        { "kind: postgresql", "kind: postgres", "value-unknown", "did you mean 'postgresql'?" },
        { "identifies: email", "identifies: mail", "value-unknown", "did you mean 'email'?" },
        { "erase: anonymise", "erase: anonymize", "value-unknown", "did you mean 'anonymise'?" },
        { "erase: fields", "erase: feilds", "value-unknown", "did you mean 'fields'?" },
        { "    because: Bookkeeping act\n    fields:\n      - field: id\n      - field: email\n        category: contact-details\n"
            + "        identifies: email\n        erase: anonymise\n",
            "    fields:\n      - field: id\n      - field: email\n        category: contact-details\n"
            + "        identifies: email\n        erase: anonymize\n", "value-unknown", "did you mean 'anonymise'?" },
        { "erase: delete", "erase: remove", "value-unknown", "delete, fields, keep" },
        { "erase: null", "erase: ~", "value-empty", "'erase'" },
        { "system: crm", "system: Crm", "id-form", "lower case" },
        { "field: line\n", "field: line.no\n", "name-form", "field" },
        { "table: customers", "table: a.b.customers", "name-form", "table" },
        { "      - field: line\n", "      - field: line\n      - field: 'x\"; drop'\n", "name-form", "field" },
        { "      - field: line\n", $"      - field: line\n      - field: {new string('x', 129)}\n", "name-form", "field" },
        { "system: crm", $"system: {new string('x', 81)}", "id-form", "80" },
        { "connection: Crm", "connection: Host=db.example", "connection-secret", "ConnectionStrings__" },
        { "connection: Crm", "connection: a;b", "connection-secret", "ConnectionStrings__" },
        { "connection: Crm", "connection: postgres://db.example/crm", "connection-secret", "ConnectionStrings__" },
        { "connection: Crm", "connection: the crm", "connection-form", "such as 'Crm'" },
        { "  - table: orders\n", "  - table: customers\n", "table-duplicate", "'customers'" },
        { "      - field: line\n", "      - field: line\n      - field: line\n", "field-duplicate", "'line'" },
        { "key: [id, line]", "key: [id, lime]", "key-not-listed", "did you mean 'line'?" },
        { "belongsTo: customers.id", "belongsTo: customers", "reference-form", "table.field" },
        { "belongsTo: customers.id", "belongsTo: a.b.customers.id", "reference-form", "table.field" },
        { "belongsTo: customers.id", "belongsTo: customers.id\n        owns: customers.id", "reference-twice", "'customers.id'" },
        { "refersTo: orders.id", "refersTo: orders.parent_id", "reference-to-itself", "itself" },
        { "belongsTo: customers.id", "belongsTo: custmers.id", "dataset-reference-dangling", "did you mean 'customers'?" },
        { "belongsTo: customers.id", "belongsTo: customers.ids", "dataset-reference-dangling", "did you mean 'id'?" },
        { "refersTo: orders.id", "refersTo: products.id", "dataset-reference-dangling", "nobody's" },
        { "owns: sales.addresses.id", "owns: addresses.id", "dataset-reference-dangling", "'addresses'" },
        { "        identifies: email\n", "", "nobody-identified", "identifies: email" },
        { "belongsTo: customers.id", "refersTo: customers.id", "table-unreachable", "'orders'" },
        { "owns: sales.addresses.id", "refersTo: sales.addresses.id", "table-unreachable", "'sales.addresses'" },
        { "owns: sales.addresses.id", "owns: orders.id", "order-circular", "refers to 'orders'" },
        { "      - field: line\n", "      - field: line\n        erase: null\n", "erase-outside-fields", "erase: delete" },
        { "      - field: street\n", "      - field: street\n        erase: null\n", "erase-outside-fields", "erase: keep" },
        { "fields:\n      - field: id\n      - field: email", "fields:\n      - field: id\n        erase: anonymise\n      - field: email",
            "erase-of-key", "key" },
        { "    erase: delete\n", "    erase: delete\n    retention:\n      from: lime\n      months: 24\n", "retention-from",
            "did you mean 'line'?" },
        { "    erase: delete\n", "    erase: delete\n    retention:\n      from: line\n      months: 0\n", "value-range", "1" },
        { "    erase: delete\n", "    erase: delete\n    retention:\n      from: line\n", "key-missing", "'months'" },
        { "    erase: keep\n", "    erase: keep\n    retention:\n      from: street\n      months: 24\n", "retention-of-what-stays",
            "'sales.addresses'" },
        { "    erase: delete\n", Marking("lime", "to: 1", "back: 0"), "restricting-field", "did you mean 'line'?" },
        { "    erase: delete\n", Marking("line", "to: 1", "back: 0"), "restricting-field", "by 'line' rows are found" },
        { "    erase: delete\n", Marking("parent_id", "to: 1", "back: 0"), "restricting-field", "by 'parent_id'" },
        { "    erase: delete\n", Marking("customer_id", "to: 1", "back: 0"), "restricting-field", "by 'customer_id'" },
        { "    erase: keep\n", Marking("street", "to: blocked", "back: blocked", "keep"), "restricting-values", "stands there anyway" },
        { "    erase: keep\n", Marking("street", "to: null", "back: open", "keep"), "restricting-values", "what marks" },
        { "    erase: keep\n", Marking("street", "to: [1]", "back: 0", "keep"), "value-type", "true or false" },
        { "    erase: keep\n", Marking("street", "to: 1e99", "back: 0", "keep"), "value-type", "true or false" },
        { "    erase: keep\n", Marking("street", "to: 1", "", "keep"), "key-missing", "'back'" },
        { "    erase: keep\n", Marking("street", "", "back: 0", "keep"), "key-missing", "'to'" },
        { "        identifies: email\n", "        identifies: email\n        holds: name\n", "holds-leading", "leave 'holds' out" },
        { "      - field: line\n", "      - field: line\n        holds: name\n", "holds-leading", "'line'" },
        { "belongsTo: customers.id", "belongsTo: customers.id\n        holds: name", "holds-leading", "'customer_id'" },
        { "    because: The property register is public\n", "", "because-missing", "'because'" },
        { "    erase: delete\n", "    erase: delete\n    because: no law\n", "because-superfluous", "leave 'because' out" },
    };

    private static string Marking(string field, string to, string back, string erase = "delete") =>
        string.Join('\n', new[] { $"    erase: {erase}", "    restricting:", $"      field: {field}", $"      {to}", $"      {back}" }
            .Where(line => line.Trim().Length > 0)) + "\n";

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_told_with_what_to_do(string from, string to, string rule, string says)
    {
        var loading = DatasetText.Load(DatasetText.With(from, to));

        Assert.Null(loading.System);
        Assert.Contains(loading.Errors, error => error.Rule == rule && error.Message.Contains(says, StringComparison.Ordinal));
        Assert.DoesNotContain(loading.Errors, error => error.Rule != rule && !Follows(rule, error.Rule));
    }

    [Fact]
    public void A_table_of_fields_has_one_that_changes()
    {
        var text = DatasetText.With("        erase: anonymise\n", "").Replace("        erase: null\n", "", StringComparison.Ordinal);

        Assert.Equal(["erase-nothing"], DatasetText.Load(text).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void What_stays_of_a_person_without_a_reason_is_told_field_by_field()
    {
        var text = DatasetText.With("    because: Bookkeeping act\n", "")
            .Replace("        erase: anonymise\n", "", StringComparison.Ordinal)
            .Replace("      - field: address_id\n", "      - field: town\n        category: contact-details\n      - field: address_id\n",
                StringComparison.Ordinal);

        var errors = DatasetText.Load(text).Errors;

        Assert.Equal([("identifier-stays", 13), ("personal-stays", 19)], errors.Select(error => (error.Rule, error.At.Line)));
    }

    [Fact]
    public void A_row_that_stays_with_nothing_personal_in_it_needs_no_reason() =>
        Assert.Empty(DatasetText.Load(DatasetText.With("    because: Bookkeeping act\n", "")).Errors);

    [Fact]
    public void Two_circles_are_told_at_once()
    {
        var text = DatasetText.With("owns: sales.addresses.id", "owns: orders.id")
            .Replace("      - field: street\n", "      - field: twin_id\n        belongsTo: twins.id\n      - field: street\n",
                StringComparison.Ordinal)
            + """
              - table: twins
                key: [id]
                erase: delete
                fields:
                  - field: id
                  - field: address_id
                    belongsTo: sales.addresses.id
                  - field: email
                    identifies: email
            """;

        Assert.Equal(["order-circular", "order-circular"], DatasetText.Load(text).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void Kinds_of_person_that_are_still_to_be_written_hide_nothing_of_the_tables()
    {
        var text = DatasetText.With("belongsTo: customers.id", "refersTo: customers.id")
            .Replace("subjects: [buyer, seller]", "subjects: []", StringComparison.Ordinal);

        Assert.Equal(["value-empty", "table-unreachable"], DatasetText.Load(text).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void What_hangs_on_a_reference_that_dangles_is_not_told_beside_it()
    {
        var error = Assert.Single(DatasetText.Load(DatasetText.With("belongsTo: customers.id", "belongsTo: custmers.id")).Errors);

        Assert.Equal("dataset-reference-dangling", error.Rule);
    }

    [Fact]
    public void Categories_kinds_of_person_and_controller_are_those_of_the_pack_where_it_is_known()
    {
        var world = new DatasetWorld
        {
            Categories = new HashSet<string> { "contact-detail" },
            Controllers = new HashSet<string> { "nordlicht" },
            SubjectKinds = new HashSet<string> { "buyer", "sellers" },
        };

        var errors = DatasetText.Load(DatasetText.Sound, world).Errors;

        Assert.Equal(["controller-unknown", "subject-unknown", "category-unknown", "category-unknown", "category-unknown"],
            errors.Select(error => error.Rule));
        Assert.Contains("did you mean 'nordlicht'?", errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'sellers'?", errors[1].Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'contact-detail'?", errors[2].Message, StringComparison.Ordinal);
        Assert.Equal("crm.yaml:5:13", errors[0].At.ToString());
        Assert.Equal("crm.yaml:6:19", errors[1].At.ToString());
    }

    [Fact]
    public void What_a_field_holds_is_a_field_of_the_packs_forms_where_they_are_known()
    {
        var world = new DatasetWorld
        {
            Categories = new HashSet<string> { "contact-details" }, Controllers = new HashSet<string> { "nordlight" },
            SubjectKinds = new HashSet<string> { "buyer", "seller" }, FormFields = new HashSet<string> { "name" },
        };
        var text = DatasetText.With("      - field: street\n", "      - field: street\n        holds: nmae\n");

        var error = Assert.Single(DatasetText.Load(text, world).Errors);

        Assert.Equal("holds-unknown", error.Rule);
        Assert.Contains("did you mean 'name'?", error.Message, StringComparison.Ordinal);
        Assert.Empty(DatasetText.Load(text.Replace("nmae", "name", StringComparison.Ordinal), world).Errors);
        Assert.Empty(DatasetText.Load(text).Errors);
    }

    [Fact]
    public void A_rule_has_one_code_and_a_sentence()
    {
        var rules = PackRules.All.Concat(DatasetRules.All).ToList();

        Assert.Equal(rules.Count, rules.Select(rule => rule.Code).Distinct().Count());
        Assert.All(DatasetRules.All, rule => Assert.Matches("^[a-z]+(-[a-z]+)+$", rule.Code));
        Assert.All(DatasetRules.All, rule => Assert.EndsWith(".", rule.Says, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_broken_by_a_test()
    {
        string[] elsewhere =
        [
            "dataset-folder-missing", "dataset-file-name", "system-duplicate", "controller-unknown", "subject-unknown", "category-unknown",
            "holds-unknown", "erase-nothing", "personal-stays", "identifier-stays",
        ];

        Assert.Equal(DatasetRules.All.Select(rule => rule.Code).Order(StringComparer.Ordinal),
            Broken.Concat(CallRuleTests.Broken).Concat(ManualRuleTests.Broken).Select(row => row.Data.Item3).Concat(elsewhere)
                .Where(code => DatasetRules.All.Any(rule => rule.Code == code))
                .Distinct().Order(StringComparer.Ordinal));
    }

    // What cannot but be said too: what has another name is missed under its old one, and a turned reference no longer leads on.
    private static bool Follows(string rule, string other) => (rule, other) is
        ("table-duplicate", "dataset-reference-dangling") or ("name-form", "key-not-listed" or "dataset-reference-dangling")
        or ("order-circular", "table-unreachable");
}

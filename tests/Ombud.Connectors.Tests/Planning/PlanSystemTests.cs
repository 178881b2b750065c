using CsCheck;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Loading;

namespace Ombud.Connectors.Tests.Planning;

public sealed class PlanSystemTests
{
    private static SystemPlan Sound { get; } = PlanSystem.Run(DatasetText.Load(DatasetText.Sound).System!);

    [Fact]
    public void Entries_are_the_fields_that_identify() =>
        Assert.Equal([("customers", "email")], Sound.Entries.Select(entry => (entry.Table.Name, entry.Field.Name)));

    [Fact]
    public void Ways_lead_from_a_table_to_what_belongs_to_it_and_to_what_it_owns()
    {
        Assert.Equal([("address_id", "sales.addresses", "id"), ("id", "orders", "customer_id")],
            Sound.Ways["customers"].Select(way => (way.From, way.Table.Name, way.Field)));
        Assert.Empty(Sound.Ways["orders"]);
        Assert.Empty(Sound.Ways["sales.addresses"]);
    }

    [Fact]
    public void Rows_that_refer_go_before_those_they_refer_to() =>
        Assert.Equal(["orders", "customers", "sales.addresses"], Sound.EraseOrder.Select(table => table.Name));

    [Fact]
    public void Ties_are_broken_by_the_file()
    {
        var system = DatasetText.Load(DatasetText.Sound).System!;
        var free = system with
        {
            Tables = [.. "dbca".Select(name => system.Tables[1] with { Name = $"{name}", Fields = [new() { Name = "id" }] })],
        };

        Assert.Equal(["d", "b", "c", "a"], PlanSystem.Run(free).EraseOrder.Select(table => table.Name));
    }

    [Fact]
    public void A_table_never_goes_before_one_that_refers_to_it() =>
        DrawnSystems.All.Sample(system =>
        {
            var order = PlanSystem.Run(system).EraseOrder.Select(table => table.Name).ToList();

            return order.Count == system.Tables.Count && order.Distinct().Count() == order.Count
                && system.Tables.All(table => table.Fields.All(field => field.Reference is not { } reference
                    || reference.Table == table.Name || order.IndexOf(table.Name) < order.IndexOf(reference.Table)));
        });

    [Fact]
    public void Every_table_is_reached_by_the_ways_of_the_plan() =>
        DrawnSystems.All.Sample(system =>
        {
            var plan = PlanSystem.Run(system);
            var reached = plan.Entries.Select(entry => entry.Table.Name).ToHashSet();
            for (var before = 0; before < reached.Count;)
            {
                before = reached.Count;
                reached.UnionWith(reached.SelectMany(name => plan.Ways[name]).Select(way => way.Table.Name).ToList());
            }

            return reached.SetEquals(system.Tables.Select(table => table.Name)) && plan.Ways.Count == system.Tables.Count;
        });

    [Fact]
    public void Every_way_goes_along_one_reference_that_carries_whose_the_rows_are() =>
        DrawnSystems.All.Sample(system =>
        {
            var ways = PlanSystem.Run(system).Ways
                .SelectMany(from => from.Value.Select(way => (from.Key, way.From, way.Table.Name, way.Field)));
            var meant = from table in system.Tables
                        from field in table.Fields
                        let reference = field.Reference
                        where reference is not null && reference.Meaning is not ReferenceMeaning.RefersTo
                        select reference.Meaning is ReferenceMeaning.Owns
                            ? (table.Name, field.Name, reference.Table, reference.Field)
                            : (reference.Table, reference.Field, table.Name, field.Name);

            return ways.Order().SequenceEqual(meant.Order());
        });

    [Fact]
    public void The_same_description_gives_the_same_plan() =>
        DrawnSystems.All.Sample(system =>
            PlanSystem.Run(system).EraseOrder.SequenceEqual(PlanSystem.Run(system with { Tables = [.. system.Tables] }).EraseOrder));

    [Fact]
    public void What_the_loader_would_refuse_is_not_planned()
    {
        var system = DatasetText.Load(DatasetText.Sound).System!;
        var (customers, orders) = (system.Tables[0], system.Tables[1]);
        var toOrders = customers.Fields[3] with { Reference = new(ReferenceMeaning.Owns, "orders", "id") };
        var turned = customers with { Fields = [.. customers.Fields.Take(3), toOrders] };

        Assert.Throws<ArgumentException>(() => PlanSystem.Run(system with { Tables = [customers, customers] }));
        Assert.Throws<ArgumentException>(() => PlanSystem.Run(system with { Tables = [orders] }));
        Assert.Throws<ArgumentException>(() => PlanSystem.Run(system with { Tables = [turned, orders] }));
    }
}

using System.Globalization;
using System.Text;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Loading.Checks;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Fideslang;

/// <summary>
/// Reads a dataset in the language of fides. Facts of the format are from its public models (fideslang 3, and the older
/// <c>fidesops_meta</c>): datasets hold collections, those hold fields, and what fides does with them stands under
/// <c>fides_meta</c> of each.
/// </summary>
public static class FideslangReader
{
    /// <summary>Reads a dataset of a file. Bad content is never an exception but an error of the result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="import">What the file does not say.</param>
    public static FideslangReading Read(string path, FideslangImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        var remarks = new FideslangRemarks();
        var full = Path.GetFullPath(path);
        var file = SourceFile.Read(Path.GetDirectoryName(full)!, Path.GetFileName(full), remarks.Findings);
        var draft = YamlFile.Read(file, remarks.Findings) is { } map ? System(new(map, remarks), import, remarks) : null;
        if (draft is not null)
            DatasetChecks.Run(new(draft, import.World, remarks.Findings));
        return new(draft, remarks.Findings.Errors, remarks.Notes());
    }

    private static SystemDescription? System(FideslangNode file, FideslangImport import, FideslangRemarks remarks)
    {
        var datasets = file.List("dataset").Select(Dataset).ToList();
        file.Done();
        if (Chosen(datasets, import, remarks, file) is not { Count: > 0 } chosen)
            return null;

        var first = chosen[0];
        var ours = chosen.Select(part => part.Ours).OfType<FideslangNode>().ToList();
        var tables = ours.SelectMany(node => node.List("tables")).ToList();
        var collections = new FideslangCollections(remarks, ByName(tables));
        var drafts = chosen.SelectMany(part => collections.Read(part.Dataset)).ToList();
        new FideslangReferences(remarks, drafts, collections.Skipped).Resolve([.. chosen.Select(part => part.Dataset)]);

        // Fides sorts what it writes; the order of ours is that of the file it came from.
        var order = tables.Select(node => node.Text("table") ?? "").ToList();
        var id = Id(first.System, first.Dataset, remarks);
        var system = new SystemDescription
        {
            At = first.Dataset.Node.At,
            Id = id,
            Title = chosen.Select(part => part.Title).FirstOrDefault(title => title is not null) ?? id,
            Kind = Given(import.Kind ?? DatasetWords.Kinds.Find(Said(ours, "kind") ?? ""), "kind", remarks, first.Dataset) ?? default,
            Connection = Given(import.Connection ?? Said(ours, "connection"), "connection", remarks, first.Dataset) ?? "",
            Controller = Given(import.Controller ?? Said(ours, "controller"), "controller", remarks, first.Dataset) ?? "",
            Subjects = Given(Subjects(ours, import), "kinds of person", remarks, first.Dataset) ?? [],
            Tables = [.. drafts.OrderBy(table => order.IndexOf(table.Name) is var at and >= 0 ? at : int.MaxValue)
                .Select(table => FideslangTables.Describe(table, import.Because))],
        };
        foreach (var node in chosen.SelectMany(part => part.Nodes).Concat(tables))
            node.Done();
        foreach (var node in tables.Where(node => drafts.TrueForAll(table => table.Name != node.Text("table"))))
        {
            remarks.Note(node.At, FideslangRules.NotCarried,
                $"no collection that is read is '{node.Text("table")}'; what stands here is left out");
        }

        return system;
    }

    private static Part Dataset(FideslangNode node)
    {
        var key = node.Text("fides_key") ?? "";
        var fides = node.Meta();
        var space = fides?.Child("namespace");
        var meta = node.Child("meta");
        var ours = meta?.Child("ombud");
        FideslangNode?[] nodes = [node, fides, space, meta, ours];
        return new(new(key, space?.Text("schema"), node), ours?.Text("system") ?? key, node.Text("name"), ours,
            [.. nodes.OfType<FideslangNode>()]);
    }

    private static List<Part>? Chosen(List<Part> datasets, FideslangImport import, FideslangRemarks remarks, FideslangNode file)
    {
        var systems = datasets.Select(part => part.System).Distinct(StringComparer.Ordinal).ToList();
        if (systems.Count == 0 || (import.Dataset is { } asked && !systems.Holds(asked)))
        {
            remarks.Error(file.At, FideslangRules.DatasetMissing, import.Dataset is { } missing && systems.Count > 0
                ? $"there is no dataset '{missing}'{Suggestion.For(missing, systems, "; choose one of " + string.Join(", ", systems))}"
                : "there is no dataset in the file; it begins with 'dataset:' and a list");
            return null;
        }

        if (import.Dataset is null && systems.Count > 1)
        {
            remarks.Error(file.At, FideslangRules.DatasetsSeveral,
                $"the file holds several datasets; choose one of {string.Join(", ", systems)}");
            return null;
        }

        var chosen = import.Dataset ?? systems[0];
        foreach (var other in datasets.Where(part => part.System != chosen))
        {
            remarks.Note(other.Dataset.Node.At, FideslangRules.DatasetNotRead,
                $"the dataset '{other.Dataset.Key}' is a system of its own and was not read");
        }

        return [.. datasets.Where(part => part.System == chosen)];
    }

    private static string Id(string said, DraftDataset dataset, FideslangRemarks remarks)
    {
        var id = new StringBuilder();
        foreach (var letter in said.ToLower(CultureInfo.InvariantCulture))
        {
            if (letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                id.Append(letter);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        var made = id.ToString().TrimEnd('-');
        if (made != said)
            remarks.Note(dataset.Node.At, FideslangRules.IdChanged, $"the system's id is '{made}', since '{said}' is none");
        if (made.Length == 0)
            remarks.Error(dataset.Node.At, PackRules.IdForm, "the dataset has no fides_key that an id could be made of");
        return made;
    }

    private static Dictionary<string, FideslangNode> ByName(List<FideslangNode> tables)
    {
        var named = new Dictionary<string, FideslangNode>(StringComparer.Ordinal);
        foreach (var table in tables)
            named.TryAdd(table.Text("table") ?? "", table);
        return named;
    }

    private static string? Said(List<FideslangNode> ours, string key) =>
        ours.Select(node => node.Text(key)).FirstOrDefault(text => text is not null);

    private static List<string>? Subjects(List<FideslangNode> ours, FideslangImport import)
    {
        var said = ours.SelectMany(node => node.Words("subjects")).ToList();
        var words = (import.Subjects.Count > 0 ? import.Subjects : said).Where(word => !string.IsNullOrWhiteSpace(word))
            .Distinct(StringComparer.Ordinal).ToList();
        return words.Count > 0 ? words : null;
    }

    private static T? Given<T>(T? value, string what, FideslangRemarks remarks, DraftDataset dataset)
    {
        if (value is null)
            remarks.Error(dataset.Node.At, FideslangRules.ImportIncomplete, $"a dataset of fides does not say the {what}; give it");
        return value;
    }

    /// <summary>A dataset of the file, and the system that it is a part of.</summary>
    /// <param name="Nodes">What of it is read to the end when it is chosen.</param>
    private sealed record Part(
        DraftDataset Dataset, string System, string? Title, FideslangNode? Ours, IReadOnlyList<FideslangNode> Nodes);
}

using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Tests.Loading;

/// <summary>Dataset files as texts, loaded from a folder that lives as long as the call.</summary>
internal static class DatasetText
{
    /// <summary>A file without an error, to be broken in one place.</summary>
    internal const string Sound = """
        system: crm
        title: Customer register
        kind: postgresql
        connection: Crm
        controller: nordlight
        subjects: [buyer, seller]
        tables:
          - table: customers
            key: [id]
            erase: fields
            because: Bookkeeping act
            fields:
              - field: id
              - field: email
                category: contact-details
                identifies: email
                erase: anonymise
              - field: nickname
                category: contact-details
                erase: null
              - field: address_id
                owns: sales.addresses.id
          - table: orders
            key: [id, line]
            erase: delete
            fields:
              - field: id
              - field: line
              - field: customer_id
                belongsTo: customers.id
              - field: parent_id
                refersTo: orders.id
          - table: sales.addresses
            key: [id]
            erase: keep
            because: The property register is public
            fields:
              - field: id
              - field: street
                category: contact-details

        """;

    internal static DatasetLoading Load(string text, DatasetWorld? world = null)
    {
        using var folder = new DatasetFolder();
        return DatasetLoader.Load(folder.Write("crm.yaml", text), world);
    }

    /// <summary>The sound file with one place changed, which must be in it.</summary>
    internal static string With(string from, string to)
    {
        Assert.Contains(from, Sound, StringComparison.Ordinal);
        return Sound.Replace(from, to, StringComparison.Ordinal);
    }
}

/// <summary>A folder of dataset files, gone after the test.</summary>
internal sealed class DatasetFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ombud-datasets-");

    internal string Path => _folder.FullName;

    internal string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

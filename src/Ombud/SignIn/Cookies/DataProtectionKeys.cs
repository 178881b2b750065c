using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Ombud.Database;
using Ombud.Keys;

namespace Ombud.SignIn.Cookies;

/// <summary>
/// Keeps the keys that protect cookies and forms in the key store, encrypted under a secret that the master key wraps,
/// so that all processes share them and no copy of them lies in the clear.
/// </summary>
internal sealed class DataProtectionKeys(KeyStore store, InstallationKeys keys) : IXmlRepository,
    IConfigureOptions<KeyManagementOptions>
{
    private const string Kind = "data-protection";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    // The interface is synchronous; it is called at start and then about once in a day.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        WriteAsync(element, friendlyName, CancellationToken.None).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync(CancellationToken cancel)
    {
        var elements = new List<XElement>();
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var select = connection.Command("select wrapped from data_protection order by name");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var xml = await keys.OpenAsync(Kind, Guid.Empty, reader.BytesAt(0), cancel);
            elements.Add(XElement.Parse(Encoding.UTF8.GetString(xml)));
        }
        return elements;
    }

    private async Task WriteAsync(XElement element, string name, CancellationToken cancel)
    {
        var xml = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var wrapped = await keys.SealAsync(Kind, Guid.Empty, xml, cancel);
        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var insert = connection.Command(
            """
            insert into data_protection (name, wrapped) values (@name, @wrapped)
            on     conflict (name) do update set wrapped = excluded.wrapped
            """).With("name", name).With("wrapped", wrapped);
        await insert.ExecuteNonQueryAsync(cancel);
    }
}

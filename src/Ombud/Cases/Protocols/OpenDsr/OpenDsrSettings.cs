using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ombud.Layout;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>A controller for whom data is handled, and who passes on what people ask of them.</summary>
/// <param name="Id">What we call them, in every answer.</param>
/// <param name="Name">What people and staff read.</param>
/// <param name="Company">Id of the company of the pack that handles the data, and so is asked.</param>
/// <param name="Key">Id of the API key by which they are known.</param>
/// <param name="Language">In which people are written to.</param>
/// <param name="Address">Where letters to them go, and with what they sign in; null for none.</param>
internal sealed record DsrController(string Id, string Name, string Company, Guid Key, Language Language, string? Address);

/// <summary>How requests by OpenDSR are taken (<c>OpenDsr:…</c>): from whom, and with what answers are signed.</summary>
internal sealed class OpenDsrSettings
{
    public const string Section = "OpenDsr";

    private const int NameMax = 100;
    private readonly Dictionary<Guid, DsrController> _byKey;

    private OpenDsrSettings(DsrSeal seal, IEnumerable<DsrController> controllers) =>
        (Seal, _byKey) = (seal, controllers.ToDictionary(controller => controller.Key));

    /// <summary>With what answers are signed.</summary>
    public DsrSeal Seal { get; }

    /// <summary>The controller whose API key it is; null for any other key.</summary>
    public DsrController? Find(Guid key) => _byKey.GetValueOrDefault(key);

    /// <summary>Reads the configuration.</summary>
    /// <param name="pack">The pack whose companies they are; null where it does not load.</param>
    /// <param name="errors">Takes everything that is wrong with it.</param>
    /// <returns>Null where nothing is configured, or something is wrong.</returns>
    public static OpenDsrSettings? Read(IConfigurationSection section, Pack? pack, List<string> errors)
    {
        var (before, listed) = (errors.Count, ProtocolSettings.Filled(section));
        if (listed.Count == 0)
            return null;
        var controllers = ProtocolSettings.Filled(section.GetSection("Controllers"))
            .Select(one => ReadController(one, pack, errors)).OfType<DsrController>().ToList();
        if (controllers.Count == 0 && errors.Count == before)
            errors.Add($"{Section}__Controllers names nobody: whose requests are taken, as {Section}__Controllers__client__ApiKey.");
        errors.AddRange(controllers.GroupBy(one => one.Key).Where(same => same.Count() > 1)
            .Select(same => $"{Section}__Controllers__{same.Last().Id}__ApiKey is that of another controller too."));
        var seal = DsrSeal.Read(section, errors);
        return errors.Count > before ? null : new OpenDsrSettings(seal!, controllers);
    }

    private static DsrController? ReadController(IConfigurationSection one, Pack? pack, List<string> errors)
    {
        var (before, where) = (errors.Count, $"{Section}__Controllers__{one.Key}");
        if (!string.IsNullOrEmpty(one.Value) || !ProtocolSettings.IsId(one.Key))
        {
            errors.Add($"{where}: settings of a controller stand under an id of your own, as {Section}__Controllers__client__ApiKey.");
            return null;
        }
        var (name, company) = (one["Name"] ?? "", one["Company"] ?? "");
        if (name.Length is 0 or > NameMax || name.Any(char.IsControl))
            errors.Add($"{where}__Name is missing or longer than a line: what people read of whoever asks for them.");
        if (company.Length == 0 || !ProtocolSettings.Knows(pack, company))
            errors.Add($"{where}__Company must be the id of the company of the pack that handles the data.");
        if (!Guid.TryParseExact(one["ApiKey"], "D", out var key))
            errors.Add($"{where}__ApiKey must be the id of an API key, as ombud api-keys list shows it; not its secret.");
        var known = one["Language"] is { Length: > 0 } code ? Language.All.FirstOrDefault(language => language.Code == code)
            : Language.English;
        if (known is null)
            errors.Add($"{where}__Language must be sv or en.");
        var address = one["Address"] is { Length: > 0 } given ? MailAddress.Read(given) : null;
        if (address is null && one["Address"] is { Length: > 0 })
            errors.Add($"{where}__Address must be a mail address.");
        return errors.Count == before ? new DsrController(one.Key, name, company, key, known!, address) : null;
    }
}

/// <summary>The certificate of the domain at which requests come in, and the key with which answers are signed (section 4).</summary>
internal sealed class DsrSeal
{
    private const int BitsMin = 2048;
    private readonly Lock _one = new();
    private readonly RSA _key;

    private DsrSeal(string domain, string certificates, RSA key) => (Domain, Certificates, _key) = (domain, certificates, key);

    public string Domain { get; }

    /// <summary>The certificate and those between it and its authority, as PEM.</summary>
    public string Certificates { get; }

    /// <summary>The signature over an answer's bytes: RSA with SHA-256, in base64.</summary>
    public string Sign(ReadOnlySpan<byte> body)
    {
        lock (_one)
            return Convert.ToBase64String(_key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    internal static DsrSeal? Read(IConfigurationSection section, List<string> errors)
    {
        const string where = OpenDsrSettings.Section;
        var (before, domain) = (errors.Count, section["Domain"] ?? "");
        if (Uri.CheckHostName(domain) is not UriHostNameType.Dns)
            errors.Add($"{where}__Domain must be the domain at which requests come in, such as privacy.company.example.");
        var (chain, key) = (new X509Certificate2Collection(), RSA.Create());
        Load(section["Certificate"], chain.ImportFromPem, $"{where}__Certificate must be a file with the domain's certificate as PEM.",
            errors);
        Load(section["Key"], key.ImportFromPem, $"{where}__Key must be a file with the certificate's RSA key as PEM, not encrypted.",
            errors);
        if (errors.Count > before)
            return null;
        if (chain is not [var own, ..])
        {
            errors.Add($"{where}__Certificate holds no certificate.");
            return null;
        }
        if (!own.MatchesHostname(domain))
            errors.Add($"{where}__Certificate is not of {where}__Domain.");
        if (own.SubjectName.RawData.AsSpan().SequenceEqual(own.IssuerName.RawData))
            errors.Add($"{where}__Certificate is signed by itself; the protocol asks for one of an authority.");
        if (key.KeySize < BitsMin || own.GetRSAPublicKey() is not { } named
            || !named.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
            errors.Add($"{where}__Key must be the RSA key of {where}__Certificate, with {BitsMin} bits or more.");
        return errors.Count > before ? null
            : new DsrSeal(domain, string.Join('\n', chain.Select(one => one.ExportCertificatePem())), key);
    }

    private static void Load(string? file, ReadPem read, string error, List<string> errors)
    {
        try
        {
            if (file is { Length: > 0 })
            {
                read(File.ReadAllText(file));
                return;
            }
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // What was wrong may be a secret.
        }
        errors.Add(error);
    }

    private delegate void ReadPem(ReadOnlySpan<char> text);
}

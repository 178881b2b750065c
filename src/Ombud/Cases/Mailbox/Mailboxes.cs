using MailKit.Security;
using Ombud.Cases.Letters;
using Ombud.Database;
using Ombud.Mail;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Mailbox;

/// <summary>A mailbox to which people write to use their rights, and how it is read (<c>Mailbox:{name}:…</c>).</summary>
internal sealed record MailboxOptions
{
    /// <summary>What the operator calls it; stands in the log and on the staff's page.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }
    public required int Port { get; init; }
    public required SecureSocketOptions Security { get; init; }
    public required string User { get; init; }
    public required string Password { get; init; }

    /// <summary>The folder in which new mails lie.</summary>
    public required string Folder { get; init; }

    /// <summary>Id of the company that is asked by writing to it.</summary>
    public required string Controller { get; init; }

    /// <summary>The address to which people write.</summary>
    public required string Address { get; init; }

    /// <summary>How long it rests between two readings.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Size above which a mail is not fetched.</summary>
    public required int BytesMax { get; init; }

    /// <summary>How long mails that were dealt with stay in the mailbox.</summary>
    public required TimeSpan Kept { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => Name;
}

/// <summary>The mailboxes that are read; none where none is configured.</summary>
internal sealed class Mailboxes(IReadOnlyList<MailboxOptions> all)
{
    private const string Section = "Mailbox";
    private const int Megabyte = 1024 * 1024;
    private const int NameMax = 40;

    public IReadOnlyList<MailboxOptions> All { get; } = all;

    /// <summary>The mailbox of a company; null where it has none.</summary>
    public MailboxOptions? Of(string controller) => All.FirstOrDefault(one => one.Controller == controller);

    /// <summary>Reads the configuration; says everything that is wrong with it at once.</summary>
    /// <param name="pack">The pack whose companies they are; null where it does not load, which is told for itself.</param>
    /// <exception cref="ConfigurationException">A mailbox cannot be read so.</exception>
    public static Mailboxes From(IConfiguration configuration, Pack? pack)
    {
        var errors = new List<string>();
        var all = configuration.GetSection(Section).GetChildren()
            .Where(one => !string.IsNullOrEmpty(one.Value) || one.GetChildren().Any(setting => !string.IsNullOrEmpty(setting.Value)))
            .Select(one => Read(one, pack, errors)).OfType<MailboxOptions>().ToList();
        errors.AddRange(all.GroupBy(one => one.Address, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{Section}__{same.First().Name}__Address is that of another mailbox too."));
        return errors.Count == 0 ? new Mailboxes(all) : throw new ConfigurationException(errors);
    }

    private static MailboxOptions? Read(IConfigurationSection one, Pack? pack, List<string> errors)
    {
        var (before, where) = (errors.Count, $"{Section}__{one.Key}");
        if (!string.IsNullOrEmpty(one.Value) || one.Key.Length > NameMax || !one.Key.All(IsOfName))
        {
            errors.Add(
                $"{where}: settings of a mailbox stand under a name of your own, as {Section}__office__Host; letters, digits, hyphens.");
            return null;
        }
        string Needed(string name, string what)
        {
            if (one[name] is { Length: > 0 } value)
                return value;
            errors.Add($"{where}__{name} is missing: {what}.");
            return "";
        }

        var (host, user) = (Needed("Host", "the IMAP server"), Needed("User", "who signs in there"));
        var (password, controller) = (Needed("Password", "that of the user"), Needed("Controller", "id of the company that is asked"));
        if (MailAddress.Read(one["Address"] is { Length: > 0 } given ? given : user) is not { } address)
        {
            errors.Add($"{where}__Address must be the mail address of the mailbox.");
            address = "";
        }
        if (controller.Length > 0 && pack is not null && !Knows(pack, controller))
            errors.Add($"{where}__Controller names no company of the pack.");
        var options = new MailboxOptions
        {
            Name = one.Key, Host = host, User = user, Password = password, Controller = controller, Address = address,
            Security = SecurityOf(one, where, host, errors), Folder = one["Folder"] is { Length: > 0 } folder ? folder : "INBOX",
            Port = MailOptions.Number(one, "Port", IsTls(one) ? 993 : 143, 1, 65535, errors),
            Pause = TimeSpan.FromSeconds(MailOptions.Number(one, "Seconds", 60, 5, 3600, errors)),
            BytesMax = MailOptions.Number(one, "MegabytesMax", 25, 1, 100, errors) * Megabyte,
            Kept = TimeSpan.FromDays(MailOptions.Number(one, "KeepDays", 30, 1, 365, errors)),
        };
        return errors.Count == before ? options : null;
    }

    private static bool IsTls(IConfigurationSection one) =>
        (one["Security"] ?? "") is "" || string.Equals(one["Security"], "Tls", StringComparison.OrdinalIgnoreCase);

    private static SecureSocketOptions SecurityOf(IConfigurationSection one, string where, string host, List<string> errors)
    {
        switch ((one["Security"] is { Length: > 0 } text ? text : "Tls").ToUpperInvariant())
        {
            case "TLS":
                return SecureSocketOptions.SslOnConnect;
            case "STARTTLS":
                return SecureSocketOptions.StartTls;
            case "NONE" when MailOptions.IsLoopback(host):
                return SecureSocketOptions.None;
            case "NONE":
                errors.Add($"{where}__Security=None would fetch people's mail in the clear: only from a server on this machine may it.");
                break;
            default:
                errors.Add($"{where}__Security must be Tls (the default), StartTls or None.");
                break;
        }
        return SecureSocketOptions.SslOnConnect;
    }

    private static bool Knows(Pack pack, string controller) => pack.Versions.SelectMany(version => version.Parties)
        .Any(party => party.Id == controller && party.Role is not PartyRole.ClientController);

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-';
}

/// <summary>Addresses of our own, from which no request comes: a mail from one of them would be our own answer.</summary>
internal sealed class OurAddresses(Mailboxes mailboxes, MailOptions mail, DeskAddress desk)
{
    private readonly HashSet<string> _all = mailboxes.All.Select(one => one.Address)
        .Concat([desk.Value, mail.Server is { } server ? MailAddress.Read(server.From.Address) : null]).OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    /// <param name="address">In the spelling of <see cref="MailAddress.Read"/>.</param>
    public bool Has(string address) => _all.Contains(address) || _all.Contains(PlusAddress.Of(address).Bare);
}

/// <summary>An address with a word behind a plus: <c>privacy+erasure@office.example</c> reaches <c>privacy@office.example</c>.</summary>
/// <param name="Bare">The address without the word.</param>
/// <param name="Word">The word; null where there is none.</param>
internal readonly record struct PlusAddress(string Bare, string? Word)
{
    public static PlusAddress Of(string address)
    {
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        return plus > 0 && at > plus ? new(address[..plus] + address[at..], address[(plus + 1)..at]) : new(address, Word: null);
    }
}

using System.Collections.Frozen;
using MimeKit;
using Ombud.Database;
using Ombud.Policies.Model;

namespace Ombud.Erasure.Recipients;

/// <summary>The addresses to which the operator has letters to recipients sent (<c>Recipients:Mail:{id}</c>); to no other.</summary>
internal sealed class RecipientAddresses
{
    private const string Section = "Recipients:Mail";
    private readonly FrozenDictionary<string, string> _byRecipient;

    private RecipientAddresses(IEnumerable<KeyValuePair<string, string>> addresses) =>
        _byRecipient = addresses.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the configuration; says everything that is wrong with it at once.</summary>
    /// <param name="pack">The pack whose recipients they are; null where it does not load, which is told for itself.</param>
    /// <exception cref="ConfigurationException">Something is no mail address, or its id none of a recipient.</exception>
    public static RecipientAddresses From(IConfiguration configuration, Pack? pack)
    {
        var configured = configuration.GetSection(Section).GetChildren().Where(one => !string.IsNullOrEmpty(one.Value)).ToList();
        var errors = configured.Where(one => !IsAddress(one.Value!))
            .Select(one => $"Recipients__Mail__{one.Key} must be a mail address.").ToList();
        if (pack is not null)
        {
            var known = RecipientsOf(pack);
            errors.AddRange(configured.Where(one => !known.Contains(one.Key))
                .Select(one => $"Recipients__Mail__{one.Key} names no recipient or company of the pack."));
        }
        return errors.Count == 0
            ? new RecipientAddresses(configured.Select(one => KeyValuePair.Create(one.Key, one.Value!)))
            : throw new ConfigurationException(errors);
    }

    // Of every version: whoever was given data under an earlier one is told too.
    private static HashSet<string> RecipientsOf(Pack pack) => pack.Versions
        .SelectMany(version => version.Recipients.Select(one => one.Id).Concat(version.Parties.Select(one => one.Id)))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a recipient; null where none is configured.</summary>
    public string? Find(string recipient) => _byRecipient.GetValueOrDefault(recipient);

    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);
}

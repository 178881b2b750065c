using Ombud.Cases.Protocols.DataRightsProtocol;
using Ombud.Cases.Protocols.OpenDsr;
using Ombud.Database;
using Ombud.Policies.Model;

namespace Ombud.Cases.Protocols;

/// <summary>The protocols by which requests come; null for one that is not configured, and so is not served.</summary>
internal sealed record ProtocolSettings(DrpNetwork? DataRightsProtocol, OpenDsrSettings? OpenDsr)
{
    private const int IdMax = 64;

    /// <summary>Reads the configuration; says everything that is wrong with it at once.</summary>
    /// <param name="pack">The pack whose companies they are; null where it does not load, which is told for itself.</param>
    /// <exception cref="ConfigurationException">A protocol cannot be served so.</exception>
    public static ProtocolSettings From(IConfiguration configuration, Pack? pack)
    {
        var errors = new List<string>();
        var settings = new ProtocolSettings(
            DrpNetwork.Read(configuration.GetSection(DrpNetwork.Section), pack, errors),
            OpenDsrSettings.Read(configuration.GetSection(OpenDsrSettings.Section), pack, errors));
        return errors.Count == 0 ? settings : throw new ConfigurationException(errors);
    }

    /// <summary>The sections below one that have anything in them.</summary>
    internal static List<IConfigurationSection> Filled(IConfigurationSection section) =>
        [.. section.GetChildren().Where(one =>
            !string.IsNullOrEmpty(one.Value) || one.GetChildren().Any(setting => !string.IsNullOrEmpty(setting.Value)))];

    /// <summary>Whether an id can be used: letters, digits, hyphens, underscores.</summary>
    internal static bool IsId(string id) =>
        id.Length is > 0 and <= IdMax && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>Whether a company of the pack can be asked.</summary>
    internal static bool Knows(Pack? pack, string company) => pack is null || pack.Versions.SelectMany(version => version.Parties)
        .Any(party => party.Id == company && party.Role is not PartyRole.ClientController);
}

using System.Globalization;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;
using Ombud.Trail.Notes;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>An agent from whom requests are taken.</summary>
/// <param name="Id">As the directory of the network has it.</param>
/// <param name="Name">What people and staff read.</param>
/// <param name="Key">With what the agent signs.</param>
/// <param name="From">First day on which it counts, in UTC; null for always.</param>
/// <param name="Until">Last day on which it counts; null for no end.</param>
/// <param name="Address">Where letters to the agent go, and with what they sign in; null for none.</param>
internal sealed record DrpAgent(string Id, string Name, Ed25519Key Key, DateOnly? From, DateOnly? Until, string? Address)
{
    /// <summary>Whether requests are taken from the agent on a day.</summary>
    public bool CountsOn(DateOnly day) => !(day < From) && !(day > Until);
}

/// <summary>A company as the network knows it.</summary>
/// <param name="Id">As the directory has it.</param>
/// <param name="Company">Id of the company in the pack.</param>
internal sealed record DrpBusiness(string Id, string Company);

/// <summary>An agent and the company that they ask.</summary>
internal sealed record DrpPair(DrpAgent Agent, DrpBusiness Business)
{
    /// <summary>By which the agent's cases are theirs: at one company, and under whichever key.</summary>
    public string Caller => $"{Agent.Id}/{Business.Id}";
}

/// <summary>
/// Whom the operator has named for the Data Rights Protocol (<c>DataRightsProtocol:…</c>). It is told here and fetched from nowhere:
/// whoever is in it can make us write to people.
/// </summary>
internal sealed class DrpNetwork(IReadOnlyList<DrpAgent> agents, IReadOnlyList<DrpBusiness> businesses)
{
    public const string Section = "DataRightsProtocol";

    private const int NameMax = 100;

    /// <summary>Every agent with every company.</summary>
    public IReadOnlyList<DrpPair> Pairs { get; } =
        [.. agents.SelectMany(agent => businesses.Select(business => new DrpPair(agent, business)))];

    /// <summary>Reads the configuration.</summary>
    /// <param name="pack">The pack whose companies they are; null where it does not load.</param>
    /// <param name="errors">Takes everything that is wrong with it.</param>
    /// <returns>Null where nothing is configured, or something is wrong.</returns>
    public static DrpNetwork? Read(IConfigurationSection section, Pack? pack, List<string> errors)
    {
        var (before, listed) = (errors.Count, ProtocolSettings.Filled(section.GetSection("Agents")));
        var agents = listed.Select(one => ReadAgent(one, errors)).OfType<DrpAgent>().ToList();
        var businesses = ProtocolSettings.Filled(section.GetSection("Businesses"))
            .Select(one => ReadBusiness(one, pack, errors)).OfType<DrpBusiness>().ToList();
        if (errors.Count == before && agents.Count == 0 != (businesses.Count == 0))
        {
            errors.Add(agents.Count == 0
                ? $"{Section}__Agents names nobody: whose requests are taken, as {Section}__Agents__AGENT__Key."
                : $"{Section}__Businesses names nobody: which company is asked, as {Section}__Businesses__BUSINESS=company.");
        }
        errors.AddRange(agents.GroupBy(agent => agent.Key.ToString(), StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{Section}__Agents__{same.Last().Id}__Key is that of another agent too."));
        return errors.Count > before || agents.Count == 0 ? null : new DrpNetwork(agents, businesses);
    }

    private static DrpAgent? ReadAgent(IConfigurationSection one, List<string> errors)
    {
        var (before, where) = (errors.Count, $"{Section}__Agents__{one.Key}");
        if (!string.IsNullOrEmpty(one.Value) || !ProtocolSettings.IsId(one.Key))
        {
            errors.Add($"{where}: settings of an agent stand under its id in the directory, as {Section}__Agents__AGENT__Key.");
            return null;
        }
        var name = one["Name"] ?? "";
        if (name.Length is 0 or > NameMax || name.Any(char.IsControl))
            errors.Add($"{where}__Name is missing or longer than a line: what people read of whoever asks for them.");
        var key = Ed25519Key.Parse(one["Key"] ?? "");
        if (key is null)
            errors.Add($"{where}__Key must be the agent's verify key as the directory has it: base64 of 32 bytes, Ed25519.");
        var (from, until) = (DayOf(one, "From", where, errors), DayOf(one, "Until", where, errors));
        if (until < from)
            errors.Add($"{where}__Until is before {where}__From.");
        var address = one["Address"] is { Length: > 0 } given ? MailAddress.Read(given) : null;
        if (address is null && one["Address"] is { Length: > 0 })
            errors.Add($"{where}__Address must be a mail address.");
        return errors.Count == before ? new DrpAgent(one.Key, name, key!, from, until, address) : null;
    }

    private static DrpBusiness? ReadBusiness(IConfigurationSection one, Pack? pack, List<string> errors)
    {
        var where = $"{Section}__Businesses__{one.Key}";
        if (!ProtocolSettings.IsId(one.Key) || one.Value is not { Length: > 0 } company)
            errors.Add($"{where} must be the id of a company of the pack, under the id that the directory has for it.");
        else if (!ProtocolSettings.Knows(pack, company))
            errors.Add($"{where} names no company of the pack.");
        else
            return new DrpBusiness(one.Key, company);
        return null;
    }

    private static DateOnly? DayOf(IConfigurationSection one, string name, string where, List<string> errors)
    {
        if (one[name] is not { Length: > 0 } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add($"{where}__{name} must be a day, yyyy-MM-dd.");
        return null;
    }
}

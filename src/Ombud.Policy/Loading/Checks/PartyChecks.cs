using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>A client decides and instructs, and a company of the group does what it says.</summary>
internal sealed class ClientsHaveProcessors : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var party in check.Version.Parties
            .Where(one => check.IsSound(one.At, "role", "processor", "instructs")))
        {
            if (party.Role is PartyRole.ClientController)
                Client(check, party);
            else if (party.Processor is not null)
                check.Add(check.Place(party.At, "processor"), PackRules.ClientWithoutProcessor,
                    $"'{party.Id}' is no client; leave it out");
            else if (party.Instructs.Count > 0)
                check.Add(check.Place(party.At, "instructs"), PackRules.ClientWithoutProcessor,
                    $"'{party.Id}' is no client; leave it out");
        }
    }

    private static void Client(CheckContext check, Party client)
    {
        var processor = check.Version.Parties.FirstOrDefault(party => party.Id == client.Processor);
        if (client.Processor is null)
        {
            check.Add(client.At, PackRules.ClientWithoutProcessor,
                $"'{client.Id}' is a client without a processor; add 'processor'");
        }
        else if (processor is { Role: PartyRole.ClientController })
        {
            check.Add(check.Place(client.At, "processor"), PackRules.ClientWithoutProcessor,
                $"'{processor.Id}' is a client itself; name a company of the group");
        }
    }
}

/// <summary>A vendor without a function could be given nothing.</summary>
internal sealed class RecipientsHaveFunctions : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var recipient in check.Version.Recipients)
        {
            var kind = check.Version.RecipientKinds.FirstOrDefault(kind => kind.Id == recipient.Kind);
            if (kind is { NeedsAgreement: true } && recipient.Functions.Count == 0
                && check.IsSound(recipient.At, "functions"))
            {
                check.Add(recipient.At, PackRules.RecipientNeedsFunction,
                    $"'{recipient.Id}' has no function and could be given nothing; add 'functions'");
            }
        }
    }
}

using Ombud.Connectors.Describing;
using Ombud.Connectors.Fideslang;
using Ombud.Connectors.Tests.Loading;

namespace Ombud.Connectors.Tests.Fideslang;

/// <summary>Files in the language of fides as texts.</summary>
internal static class FideslangText
{
    internal static FideslangImport Import { get; } = new()
    {
        Kind = SystemKind.PostgreSql,
        Connection = "Shop",
        Controller = "nordlight",
        Subjects = ["buyer"],
        Because = "Bookkeeping act",
    };

    /// <summary>A shop as such files describe it: older and newer keys, truths of every spelling, both directions.</summary>
    internal const string Shop = """
        dataset:
          - fides_key: demo_shop
            name: Demo shop
            collections:
              - name: buyer
                fields:
                  - name: id
                    data_categories: [user.unique_id]
                    fides_meta:
                      primary_key: True
                  - name: mail
                    data_categories: [user.contact.email]
                    fidesops_meta:
                      identity: email
                  - name: born
                    data_categories: [user.demographic.date_of_birth]
                    fides_meta:
                      masking_strategy_override:
                        strategy: null_rewrite
                  - name: home_id
                    data_categories: [system.operations]
                    fides_meta:
                      references:
                        - dataset: demo_shop
                          field: home.id
                          direction: to
              - name: home
                fields:
                  - name: id
                    fides_meta: {primary_key: true}
                  - name: street
                    data_categories: [user.contact.address.street]
              - name: purchase
                fides_meta:
                  masking_strategy_override: {strategy: delete}
                fields:
                  - name: id
                    fides_meta: {primary_key: true}
                  - name: buyer_id
                    fides_meta:
                      references:
                        - {dataset: demo_shop, field: buyer.id, direction: from}
              - name: ledger
                fields:
                  - name: id
                    fides_meta: {primary_key: true}
                  - name: buyer_id
                    fides_meta:
                      references:
                        - {dataset: demo_shop, field: buyer.id, direction: from}
                  - name: account
                    data_categories: [user.financial.bank_account]
                    fides_meta: {read_only: true}

        """;

    internal static FideslangReading Read(string text, FideslangImport? import = null)
    {
        using var folder = new DatasetFolder();
        return FideslangReader.Read(folder.Write("shop.yml", text), import ?? Import);
    }

    internal static string With(string from, string to)
    {
        Assert.Contains(from, Shop, StringComparison.Ordinal);
        return Shop.Replace(from, to, StringComparison.Ordinal);
    }
}

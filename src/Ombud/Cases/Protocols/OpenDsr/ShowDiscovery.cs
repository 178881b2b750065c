using Ombud.Shared;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>Says what is taken in, to anybody, and gives out the certificate by which answers are checked (section 6).</summary>
internal static class ShowDiscovery
{
    private const string CertificatePath = "/certificate.pem";

    internal static void Map(RouteGroupBuilder dsr)
    {
        dsr.MapLate(HttpMethods.Get, "/discovery", Handle);
        dsr.MapLate(HttpMethods.Get, CertificatePath, ShowCertificate);
    }

    internal static IResult Handle(OpenDsrSettings settings) => new SignedAnswer<DsrDiscovery>(
        new DsrDiscovery(
            ReadDsr.ApiVersion, [new DsrIdentity(ReadDsr.Email, ReadDsr.Raw)], ReadDsr.Types,
            $"https://{settings.Seal.Domain}/v2{CertificatePath}")
        {
            Extensions = new Dictionary<string, DsrOwnWords>(StringComparer.Ordinal)
            {
                [settings.Seal.Domain] = new(StatusCallbacks: false),
            },
        },
        DsrJson.Default.DsrDiscovery);

    internal static IResult ShowCertificate(OpenDsrSettings settings) =>
        TypedResults.Text(settings.Seal.Certificates, "application/x-pem-file");
}

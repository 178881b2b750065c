using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Ombud.Policies.Deciding;

namespace Ombud.MyData.HandingOver;

/// <summary>
/// The secret part of an address from which data is fetched: whose data and which opening, encrypted, so that nobody can guess one and
/// nobody who holds one learns an id from it.
/// </summary>
internal sealed class HandOverTicket(IDataProtectionProvider protection)
{
    private const int IdSize = 16;

    // An honest one has 134 to 180 signs.
    private const int LengthMax = 500;

    private readonly IDataProtector _protector = protection.CreateProtector("Ombud.MyData.HandOver");

    public string Write(SubjectId subject, Guid handOver)
    {
        var ids = new byte[2 * IdSize];
        subject.Value.TryWriteBytes(ids, bigEndian: true, out _);
        handOver.TryWriteBytes(ids.AsSpan(IdSize), bigEndian: true, out _);
        return Base64Url.EncodeToString(_protector.Protect(ids));
    }

    /// <summary>What it says; null where it is none of ours.</summary>
    public (SubjectId Subject, Guid HandOver)? Read(string ticket)
    {
        if (ticket.Length is 0 or > LengthMax || !Base64Url.IsValid(ticket))
            return null;
        try
        {
            var ids = _protector.Unprotect(Base64Url.DecodeFromChars(ticket)).AsSpan();
            return ids.Length == 2 * IdSize
                ? (new SubjectId(new Guid(ids[..IdSize], bigEndian: true)), new Guid(ids[IdSize..], bigEndian: true)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

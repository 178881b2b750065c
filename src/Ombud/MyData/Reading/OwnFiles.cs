using Ombud.Decisions;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.MyData.Reading;

/// <summary>A file of a person's own and the permit under which they may have it.</summary>
internal sealed record OwnFile(VaultRecord Record, Permit Permit, bool IsSensitive);

/// <summary>Finds a person's own files, decided like every reading.</summary>
internal sealed class OwnFiles(NoticeBook book, Holdings holdings, Decider decider, VaultReader vault)
{
    /// <summary>A file by the id of its record; null where the person has none of that id or may not have it.</summary>
    public async Task<OwnFile?> FindAsync(SubjectId subject, Guid recordId, CancellationToken cancel)
    {
        if (book.InForce() is not { } notice || OwnDataReader.AccessIn(notice) is not { } access)
            return null;
        var controllers = (await holdings.OfAsync(subject, cancel)).Select(holding => holding.Controller).Distinct(StringComparer.Ordinal);
        foreach (var controller in controllers)
        {
            var question = OwnDataReader.QuestionOf(access, controller, decider.Today);
            var read = await decider.ReadAsync(subject, question, OwnDataReader.Reader, cancel);
            if (read.Records.FirstOrDefault(record => record.Id == recordId && record.Chunks > 0) is not { } file)
                continue;
            var category = notice.Categories.FirstOrDefault(known => known.Id == file.Category);
            return new OwnFile(file, read.Permit!, category is not { Nature: CategoryNature.Ordinary });
        }
        return null;
    }

    /// <summary>Its bytes, piece by piece.</summary>
    public IAsyncEnumerable<byte[]> ReadAsync(OwnFile file, CancellationToken cancel) =>
        vault.ReadFileAsync(file.Permit, file.Record, cancel);
}

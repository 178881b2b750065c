using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

[assembly: Ombud.Database.Maps<Ombud.Database.LeaseMapping, Ombud.Database.LeaseRow>]

namespace Ombud.Database;

/// <summary>Who may do a thing that only one may do at a time.</summary>
internal sealed class LeaseRow
{
    public string Name { get; set; } = "";
    public Guid Holder { get; set; }

    /// <summary>Grows with each holder, so that a late one can be told from the present one.</summary>
    public long Fence { get; set; }

    public DateTimeOffset Until { get; set; }
}

internal sealed class LeaseMapping : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder) => builder.ToTable("lease").HasKey(row => row.Name);
}

/// <summary>Leases with fencing numbers: a killed holder's work is taken over, and a late one cannot finish it twice.</summary>
internal sealed class Leases(Db db, TimeProvider time)
{
    private readonly Guid _me = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Takes or renews a lease.</summary>
    /// <returns>Its fencing number, or null while somebody else holds it.</returns>
    public async Task<long?> TakeAsync(string name, TimeSpan length, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var take = connection.Command(
            """
            insert into lease (name, holder, fence, until) values (@name, @me, 1, @until)
            on     conflict (name) do update
            set    holder = excluded.holder, until = excluded.until,
                   fence = lease.fence + case when lease.holder = excluded.holder then 0 else 1 end
            where  lease.holder = excluded.holder or lease.until < @now
            returning fence
            """)
            .With("name", name).With("me", _me).With("now", Micros.Of(now)).With("until", Micros.Of(now + length));
        return await take.ExecuteScalarAsync(cancel) is long fence ? fence : null;
    }

    /// <summary>Makes sure, in a transaction, that the lease is still held under that number.</summary>
    public static async Task<bool> HoldsAsync(
        DbConnection connection, DbTransaction transaction, string name, long fence, CancellationToken cancel)
    {
        await using var check = connection.Command(
            "update lease set fence = fence where name = @name and fence = @fence", transaction)
            .With("name", name).With("fence", fence);
        return await check.ExecuteNonQueryAsync(cancel) == 1;
    }
}

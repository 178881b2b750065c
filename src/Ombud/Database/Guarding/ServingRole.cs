namespace Ombud.Database.Guarding;

/// <summary>
/// Makes sure that on PostgreSQL the product serves as a role that owns nothing, or else what is only ever added to could
/// be changed by whoever takes over a request.
/// </summary>
internal sealed partial class ServingRole(Db db, IHostEnvironment environment, ILogger<ServingRole> logger)
{
    /// <summary>Looks at the role of <c>ConnectionStrings__Ombud</c>; in Development says what is wrong and goes on.</summary>
    /// <exception cref="ConfigurationException">It is a superuser, or owns tables, or is a member of their owner.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (db.Engine is not Engine.Postgres || await FaultAsync(cancel) is not { } fault)
            return;
        if (!environment.IsDevelopment())
        {
            throw new ConfigurationException([
                $"ConnectionStrings__Ombud serves as {fault}. Outside development it must be a role that owns nothing; "
                + "ConnectionStrings__OmbudOwner alone owns the tables."]);
        }
        LogTooMighty(fault);
    }

    private async Task<string?> FaultAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select r.rolsuper,
                   exists (select 1
                           from   pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where  n.nspname = 'public' and c.relkind in ('r', 'p')
                           and    pg_has_role(current_user, c.relowner, 'member'))
            from   pg_roles r
            where  r.rolname = current_user
            """);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;
        return reader.GetBoolean(0) ? "a superuser" : reader.GetBoolean(1) ? "an owner of its tables" : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL is served as {Fault}; outside development this is refused")]
    private partial void LogTooMighty(string fault);
}

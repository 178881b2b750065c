namespace Ombud.Connectors.Sql;

/// <summary>What can go wrong in a database, as far as it changes what somebody has to do about it.</summary>
internal enum SqlTrouble
{
    CannotConnect,
    NotTrusted,
    LoginRefused,
    NoSuchDatabase,
    NoSuchTable,
    NoSuchField,
    NotPermitted,
    ReadOnly,
    ReferredTo,
    Locked,
    TooLong,
    NotNull,
    Generated,
    NotUnique,
    CheckFailed,
    Unfit,
    Unreadable,
    NoName,
    NoDay,
    CannotUndo,
    TimedOut,
    ConnectionLost,
    CommitInDoubt,
    Other,
}

/// <summary>
/// What went wrong. It is made of codes and of names alone: what databases write beside them tells of values, as in "Key
/// (email)=(…) already exists", and is dropped.
/// </summary>
/// <param name="Name">The table, field or code it is about; null where the database does not tell.</param>
internal readonly record struct SqlFailure(SqlTrouble Trouble, string? Name = null)
{
    /// <summary>What whoever runs the system can do, in one sentence.</summary>
    public string Remedy => Trouble switch
    {
        SqlTrouble.CannotConnect =>
            "It cannot be reached: see that it runs and that the connection string names the right host, port or file.",
        SqlTrouble.NotTrusted =>
            "Its certificate is not trusted here, or is of another name: let this machine trust who issued it, or name it in the"
            + " connection string.",
        SqlTrouble.LoginRefused => "It refused the login: correct name and password in the connection string.",
        SqlTrouble.NoSuchDatabase => "There is no such database there: correct its name in the connection string.",
        SqlTrouble.NoSuchTable => "There is no such table: correct its name in the dataset file, with its schema if it has one.",
        SqlTrouble.NoSuchField => Name is null
            ? "A field of the dataset file is not there: compare its fields with those of the table."
            : $"It has no field {Name}: correct the dataset file.",
        SqlTrouble.NotPermitted =>
            "The account may not do this: grant it SELECT, and DELETE or UPDATE where the dataset file says that rows or fields go.",
        SqlTrouble.ReadOnly => "It can only be read: connect to the server or file that takes changes, with an account that may make them.",
        SqlTrouble.ReferredTo => Name is null
            ? "Rows of another table refer to its rows: describe that table in the dataset file, so that its rows go first."
            : $"Rows of {Name} refer to its rows: describe {Name} in the dataset file, so that they go first or let go.",
        SqlTrouble.Locked => "Somebody else held its rows for too long: run it again, nothing was changed.",
        SqlTrouble.TooLong => "What stands in for an erased value is too long for the field: let the dataset file say null instead.",
        SqlTrouble.NotNull => $"The field {Name ?? "to be emptied"} cannot be null: let the dataset file say anonymise instead.",
        SqlTrouble.Generated =>
            $"The system itself makes what stands in the field {Name ?? "to be overwritten"}: let the dataset file keep it.",
        SqlTrouble.NotUnique =>
            "A field must differ from row to row and what stands in for it does not: let the dataset file say null instead.",
        SqlTrouble.CheckFailed =>
            "A rule of the table forbids what stands in for an erased value: let the dataset file say null or delete.",
        SqlTrouble.Unfit =>
            "A value, or what stands in for it, does not fit its field: compare the dataset file with the table, or let it say null.",
        SqlTrouble.Unreadable =>
            $"The field {Name ?? "asked for"} has a type or value that cannot be read: leave it out of the dataset file.",
        SqlTrouble.NoName =>
            "A name in the dataset file is empty, too long or has a character that no name can have: correct it.",
        SqlTrouble.NoDay =>
            $"The field {Name ?? "asked for"} holds something that is no day such as 2026-01-31: let 'retention' run from another.",
        SqlTrouble.CannotUndo =>
            "Its storage engine cannot undo, so that erasing might stop half-way: convert it to one that can, such as InnoDB.",
        SqlTrouble.TimedOut => "It took too long: put an index on each field by which the dataset file finds rows.",
        SqlTrouble.ConnectionLost => "The connection was lost: what was begun is undone by the system; run it again.",
        SqlTrouble.CommitInDoubt => "The connection was lost while committing, so it is not known whether it happened: run it again.",
        SqlTrouble.Other => $"It failed with code {Name ?? "unknown"}: its own log says more.",
    };
}

namespace Ombud.Policies.Compiling.Tables;

/// <summary>Rows of bits: which numbers belong to which.</summary>
internal sealed class BitTable
{
    private readonly ulong[] _bits;
    private readonly int _stride;

    public BitTable(int rows, int columns)
    {
        _stride = (columns + 63) / 64;
        _bits = new ulong[rows * _stride];
    }

    public bool Has(int row, int column) => (_bits[(row * _stride) + (column >> 6)] >> (column & 63) & 1) != 0;

    public void Set(int row, int column) => _bits[(row * _stride) + (column >> 6)] |= 1UL << (column & 63);
}

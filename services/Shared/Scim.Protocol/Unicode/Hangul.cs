namespace Scim.Protocol.Unicode;

/// <summary>Decomposes and composes Hangul syllables by arithmetic (The Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int SBase = 0xAC00;
    private const int LBase = 0x1100;
    private const int VBase = 0x1161;
    private const int TBase = 0x11A7;
    private const int LCount = 19;
    private const int VCount = 21;
    private const int TCount = 28;

    public static bool IsSyllable(int point) => point is >= SBase and < SBase + (LCount * VCount * TCount);

    /// <summary>Appends the two or three letters of a syllable.</summary>
    public static void Decompose(int syllable, List<int> points)
    {
        var index = syllable - SBase;
        points.Add(LBase + (index / (VCount * TCount)));
        points.Add(VBase + (index / TCount % VCount));
        if (index % TCount > 0)
            points.Add(TBase + (index % TCount));
    }

    /// <summary>The syllable of a consonant and a vowel, or of a syllable and its final consonant; null for anything else.</summary>
    public static int? Compose(int first, int second)
    {
        if (first is >= LBase and < LBase + LCount && second is >= VBase and < VBase + VCount)
            return SBase + ((((first - LBase) * VCount) + second - VBase) * TCount);
        var canTakeFinal = IsSyllable(first) && (first - SBase) % TCount == 0;
        return canTakeFinal && second is > TBase and < TBase + TCount ? first + second - TBase : null;
    }
}

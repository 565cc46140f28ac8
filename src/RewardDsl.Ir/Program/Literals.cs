using System.Globalization;
using System.Runtime.InteropServices;

namespace RewardDsl.Ir;

/// <summary>Numbers as text, the same under every culture, and float bits.</summary>
public static class Literals
{
    /// <summary>The bits of a float.</summary>
    public static uint Bits(float value) => new Union { Float = value }.Bits;

    /// <summary>The float of some bits.</summary>
    public static float Float(uint bits) => new Union { Bits = bits }.Float;

    /// <summary>A whole number.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A float for people: the shortest text that reads back to the same value.</summary>
    public static string Display(float value)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            string text = value.ToString("G" + Integer(digits), CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float back) && Bits(back) == Bits(value))
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }

    /// <summary>The float nearest to a number rounded to a few digits.</summary>
    public static float Short(double value, int digits) =>
        double.IsNaN(value) || double.IsInfinity(value) ? (float)value : float.Parse(value.ToString("G" + Integer(digits), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A C# float literal of exactly these bits.</summary>
    public static string CSharp(uint bits)
    {
        float value = Float(bits);
        if (float.IsNaN(value) || float.IsInfinity(value))
        {
            return bits switch
            {
                0x7F80_0000 => "float.PositiveInfinity",
                0xFF80_0000 => "float.NegativeInfinity",
                _ => "global::System.BitConverter.UInt32BitsToSingle(0x" + bits.ToString("X8", CultureInfo.InvariantCulture) + "u)",
            };
        }

        // A negative zero must be spelled: some runtimes print it as "0".
        return bits == 0x8000_0000 ? "-0f" : Display(value) + "f";
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public float Float;

        [FieldOffset(0)]
        public uint Bits;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The words of units. Symbols are exact (m is not M) and take SI prefixes; names of three letters and more are known in any
/// case and in the plural. Any other word is a dimension of its own: tokens, px, coins.
/// </summary>
internal sealed class UnitTable
{
    /// <summary>The dimension of angles, which is a number in products.</summary>
    public const string Angle = "rad";

    // Only prefixes that rewards use: with the rarest ones too many words of authors would read as units (PS, Es).
    private static readonly (string Symbol, string Name, int Power)[] s_prefixes =
    {
        ("f", "femto", -15), ("p", "pico", -12), ("n", "nano", -9), ("\u00B5", "micro", -6), ("\u03BC", "micro", -6), ("u", "micro", -6), ("m", "milli", -3), ("c", "centi", -2), ("d", "deci", -1),
        ("da", "deca", 1), ("h", "hecto", 2), ("k", "kilo", 3), ("M", "mega", 6), ("G", "giga", 9), ("T", "tera", 12),
    };

    private static readonly (string Symbols, string Names)[] s_bases =
    {
        ("+ m", "meter metre"), ("+ s", "second"), ("+ A", "ampere amp"), ("+ K", "kelvin"), ("+ mol", "mole"), ("+ cd", "candela"), ("+ rad", "radian"),
    };

    private static readonly char[] s_space = { ' ' };

    /// <summary>Symbols, names, meaning; each meaning in words of the rows above it. A plus: takes prefixes.</summary>
    private static readonly (string Symbols, string Names, string Meaning)[] s_rows =
    {
        ("π pi", "", "π"),
        ("+ g", "gram gramme", "10^-3 kg"), ("Kg", "", "kg"), ("t", "tonne", "1000 kg"),
        ("Km", "", "1000 m"),
        ("sr", "steradian", "rad^2"), ("deg °", "degree", "π rad/180"), ("rev", "revolution turn", "2 π rad"), ("grad gon", "", "π rad/200"),
        ("arcmin", "arcminute", "deg/60"), ("arcsec", "arcsecond", "deg/3600"),
        ("sec", "", "s"), ("msec", "", "10^-3 s"), ("usec", "", "10^-6 s"), ("min", "minute", "60 s"), ("h hr hrs", "hour", "3600 s"), ("d", "day", "86400 s"), ("", "week", "604800 s"),
        ("+ Hz", "hertz", "1/s"), ("hz", "", "1/s"), ("+ N", "newton", "kg*m/s^2"), ("+ J", "joule", "N*m"), ("+ Nm", "", "N*m"), ("+ W", "watt", "J/s"), ("+ Pa", "pascal", "N/m^2"),
        ("+ C", "coulomb", "A*s"), ("+ V", "volt", "W/A"), ("+ Ohm \u03A9 \u2126 ohm", "", "V/A"), ("+ S", "siemens", "A/V"), ("+ F", "farad", "C/V"), ("+ Wb", "weber", "V*s"),
        ("+ T", "tesla", "Wb/m^2"), ("+ H", "henry", "Wb/A"), ("+ lm", "lumen", "cd*sr"), ("+ lx", "lux", "lm/m^2"), ("+ Bq", "becquerel", "1/s"), ("+ Gy", "gray", "J/kg"),
        ("+ Sv", "sievert", "J/kg"), ("+ kat", "katal", "mol/s"), ("+ VA", "", "W"), ("+ Wh", "", "3600 J"), ("+ Ah", "", "3600 C"), ("+ eV", "electronvolt", "1.602176634*10^-19 J"),
        ("+ cal", "calorie", "4.184 J"), ("+ bar", "", "10^5 Pa"), ("atm", "", "101325 Pa"), ("+ l L", "liter litre", "10^-3 m^3"),
        ("in", "inch inches", "0.0254 m"), ("ft", "foot feet", "0.3048 m"), ("yd", "yard", "0.9144 m"), ("mi", "mile", "1609.344 m"), ("nmi", "", "1852 m"),
        ("lb lbs", "pound", "0.45359237 kg"), ("oz", "ounce", "lb/16"), ("lbf", "", "9.80665 lb*m/s^2"), ("psi", "", "lbf/in^2"), ("hp", "horsepower", "550 ft*lbf/s"),
        ("mps", "", "m/s"), ("kmh kph", "", "1000 m/(3600 s)"), ("mph", "", "mi/h"), ("kn kt", "knot", "nmi/h"), ("rpm", "", "rev/min"), ("rps", "", "rev/s"),
        ("% pct", "percent", "10^-2"), ("ppm", "", "10^-6"), ("", "unitless dimensionless none ratio fraction normalized normalised", "1"),
    };

    private readonly Dictionary<string, UnitVector> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitVector> _prefixable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitVector> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, UnitVector> _prefixableNames = new(StringComparer.OrdinalIgnoreCase);

    private UnitTable()
    {
    }

    /// <summary>The one table.</summary>
    public static UnitTable Default { get; } = Create();

    /// <summary>What a word stands for.</summary>
    public UnitVector Find(string word) => Known(word) ?? UnitVector.Of("'" + Singular(word));

    private UnitVector? Known(string word)
    {
        if (_symbols.TryGetValue(word, out UnitVector? symbol))
        {
            return symbol;
        }

        // Shorter words differ by case alone too often (mm, Mm).
        UnitVector? found = Prefixed(word, static p => p.Symbol, _prefixable, StringComparison.Ordinal);
        return found is not null || word.Length < 3 ? found : Named(word) ?? Named(Singular(word));
    }

    private UnitVector? Named(string word) =>
        _names.TryGetValue(word, out UnitVector? name) ? name : Prefixed(word, static p => p.Name, _prefixableNames, StringComparison.OrdinalIgnoreCase);

    private static UnitVector? Prefixed(string word, Func<(string Symbol, string Name, int Power), string> spelling, Dictionary<string, UnitVector> rows, StringComparison comparison)
    {
        foreach ((string Symbol, string Name, int Power) prefix in s_prefixes)
        {
            string start = spelling(prefix);
            if (word.StartsWith(start, comparison) && rows.TryGetValue(word.Substring(start.Length), out UnitVector? unit))
            {
                return unit.Times(UnitVector.Of(10L)!, new Exponent(prefix.Power, 1));
            }
        }

        return null;
    }

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith("s", StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal) ? word.Substring(0, word.Length - 1) : word;

    private static UnitTable Create()
    {
        var table = new UnitTable();
        foreach ((string symbols, string names) in s_bases)
        {
            table.Add(symbols, names, UnitVector.Of(symbols.Substring(2)));
        }

        table.Add("kg", "kilogram kilogramme", UnitVector.Of("kg"));
        foreach ((string symbols, string names, string meaning) in s_rows)
        {
            table.Add(symbols, names, meaning == "π" ? UnitVector.Pi : UnitExpression.Parse(meaning, table, out _)!.Meaning);
        }

        return table;
    }

    private void Add(string symbols, string names, UnitVector meaning)
    {
        string[] spelled = symbols.Split(s_space, StringSplitOptions.RemoveEmptyEntries);
        bool takesPrefixes = spelled.Length > 0 && spelled[0] == "+";
        foreach (string symbol in spelled.Skip(takesPrefixes ? 1 : 0))
        {
            _symbols.Add(symbol, meaning);
            if (takesPrefixes)
            {
                _prefixable.Add(symbol, meaning);
            }

            if (symbol.Length > 2)
            {
                _names[symbol] = meaning;
            }
        }

        foreach (string name in names.Split(s_space, StringSplitOptions.RemoveEmptyEntries))
        {
            _names.Add(name, meaning);
            if (takesPrefixes)
            {
                _prefixableNames.Add(name, meaning);
            }
        }
    }
}

namespace RewardDsl.Ir;

/// <summary>A piece of a file in the Hanoi Omega-Automata format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; a string without quotes and escapes; a header's name without its colon.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
internal readonly record struct HoaToken(HoaTokenKind Kind, string Text, int Line, int Column);

/// <summary>What a piece of such a file is.</summary>
internal enum HoaTokenKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>A header's name: <c>States:</c>.</summary>
    Header,

    /// <summary>An identifier, or <c>t</c> or <c>f</c>.</summary>
    Word,

    /// <summary>A string.</summary>
    String,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An alias: <c>@a</c>.</summary>
    Alias,

    /// <summary><c>--BODY--</c> and the like.</summary>
    Mark,

    /// <summary>A sign.</summary>
    Sign,
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The program of a reward function, with vectors of a length that only its callers know: what is stored in the metadata of
/// an assembly and inlined by others.
/// </summary>
internal sealed class FunctionTemplate
{
    /// <summary>First word of the text; another one is another format.</summary>
    private const string Version = "RewardFunction1";

    private readonly IReadOnlyList<Instruction> _code;
    private readonly IReadOnlyList<ConstantVector> _constants;
    private readonly IReadOnlyList<int> _results;

    private FunctionTemplate(IReadOnlyList<Instruction> code, IReadOnlyList<ConstantVector> constants, IReadOnlyList<int> results)
    {
        _code = code;
        _constants = constants;
        _results = results;
    }

    /// <summary>What a lowered function body leaves in its builder.</summary>
    public static FunctionTemplate Of(ProgramBuilder builder, IReadOnlyList<int> results)
    {
        RewardProgram program = builder.Build(default, default, default);
        return new FunctionTemplate(program.Code, program.Constants, results);
    }

    /// <summary>The template as text: one line for constants, instructions and results.</summary>
    public override string ToString() => string.Join(";", new[]
    {
        Version,
        string.Join("|", _constants.Select(static c => string.Join(" ", c.Bits.Select(static b => b.ToString("x", CultureInfo.InvariantCulture))))),
        string.Join("|", _code.Select(static c => string.Join(" ", c.Op, c.Type.Kind == IrKind.Bool ? "b" : "f", Text(c.A), Text(c.B), Text(c.C), c.Immediate.ToString("x", CultureInfo.InvariantCulture)))),
        string.Join(" ", _results.Select(Text)),
    });

    /// <summary>Reads a text, or null when it is of another version.</summary>
    public static FunctionTemplate? Parse(string text)
    {
        string[] parts = text.Split(';');
        if (parts.Length != 4 || parts[0] != Version)
        {
            return null;
        }

        ConstantVector[] constants = Items(parts[1], '|').Select(static v => new ConstantVector(Items(v, ' ').Select(static b => uint.Parse(b, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToEquatableArray())).ToArray();
        var code = new List<Instruction>();
        foreach (string[] words in Items(parts[2], '|').Select(static i => i.Split(' ')))
        {
            // An operation that this version does not have: the assembly is newer.
            if (words.Length != 6 || !Enum.TryParse(words[0], out Opcode op))
            {
                return null;
            }

            code.Add(new Instruction(op, new IrType(words[1] == "b" ? IrKind.Bool : IrKind.Float, 0), Number(words[2]), Number(words[3]), Number(words[4]), uint.Parse(words[5], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }

        return new FunctionTemplate(code, constants, Items(parts[3], ' ').Select(Number).ToArray());
    }

    /// <summary>
    /// Repeats the program on the values of a call; lengths follow from the arguments.
    /// </summary>
    /// <param name="builder">Where to.</param>
    /// <param name="arguments">The program values of all parameters, one after the other.</param>
    /// <returns>The program values of the result.</returns>
    /// <exception cref="ArgumentException">Vectors of different length meet, or an element lies beyond a vector.</exception>
    public IReadOnlyList<int> Inline(ProgramBuilder builder, IReadOnlyList<int> arguments)
    {
        int[] map = new int[_code.Count];
        for (int i = 0; i < map.Length; i++)
        {
            Instruction code = _code[i];
            int Mapped(int operand) => operand < 0 ? -1 : map[operand];
            map[i] = code.Op switch
            {
                Opcode.Input => arguments[(int)code.Immediate],
                Opcode.Const => builder.ConstBits(code.Type.Kind, code.Immediate),
                Opcode.ConstVector => builder.ConstVector(code.Type.Kind, _constants[(int)code.Immediate].Bits),

                // A scalar: the operation that needs it in every element repeats it.
                Opcode.Broadcast => Mapped(code.A),
                Opcode.Length => builder.LengthOf(Mapped(code.A)),
                Opcode.Element => Element(builder, Mapped(code.A), (int)code.Immediate),
                _ when IntrinsicTable.Row(code.Op).Class == IntrinsicClass.Reduction => builder.Reduce(code.Op, Mapped(code.A)),
                _ => builder.Apply(code.Op, Mapped(code.A), Mapped(code.B), Mapped(code.C)),
            };
        }

        return _results.Select(r => map[r]).ToList();
    }

    private static int Element(ProgramBuilder builder, int vector, int index) => index < builder.TypeOf(vector).Length
        ? ShapeFunctions.Element(builder, vector, index)
        : throw new ArgumentException("Element " + Literals.Integer(index) + " of a vector of length " + Literals.Integer(builder.TypeOf(vector).Length) + ".");

    private static string[] Items(string text, char separator) => text.Length == 0 ? Array.Empty<string>() : text.Split(separator);

    private static string Text(int number) => Literals.Integer(number);

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

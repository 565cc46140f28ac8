using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>A step of an automaton or a machine in a program: the place of its tables of states × classes that the present state and the letter name.</summary>
internal sealed class TableStep
{
    /// <summary>States and letters together of a table with one look-up for each step; larger ones look up the class of the letter first.</summary>
    private const int LargestDirect = 256;

    private readonly ProgramBuilder _builder;
    private readonly int _index;
    private readonly int[] _places;

    private TableStep(ProgramBuilder builder, int index, int[] places)
    {
        _builder = builder;
        _index = index;
        _places = places;
    }

    /// <summary>The letter as a program value: bit k for the k-th atom.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="read">The numbers of the atoms that are read.</param>
    /// <param name="atoms">The truth values of all atoms, by number.</param>
    public static int Letter(ProgramBuilder builder, IReadOnlyList<int> read, IReadOnlyList<int> atoms)
    {
        int letter = -1;
        for (int k = 0; k < read.Count; k++)
        {
            int bit = builder.Apply(Opcode.Select, atoms[read[k]], builder.Const((float)(1 << k)), builder.Const(0f));
            letter = letter < 0 ? bit : builder.Apply(Opcode.Add, letter, bit);
        }

        return letter < 0 ? builder.Const(0f) : letter;
    }

    /// <summary>A step from a state by a letter.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="state">The state, a float.</param>
    /// <param name="letter">The letter, a float.</param>
    /// <param name="letterClass">For each letter its class.</param>
    /// <param name="states">The number of states.</param>
    /// <param name="classes">The number of classes.</param>
    public static TableStep Of(ProgramBuilder builder, int state, int letter, EquatableArray<int> letterClass, int states, int classes)
    {
        int letters = letterClass.Count;
        bool isDirect = states * letters <= LargestDirect || letters == classes;
        int column = isDirect ? letter : builder.Lookup(letter, letterClass.Select(static c => Literals.Bits(c)).ToEquatableArray());
        int index = letters == 1 ? state
            : builder.Apply(Opcode.Add, builder.Apply(Opcode.Mul, state, builder.Const((float)(isDirect ? letters : classes))), column);
        return new TableStep(
            builder, index, isDirect ? [.. Enumerable.Range(0, states * letters).Select(i => (i / letters * classes) + letterClass[i % letters])] : [.. Enumerable.Range(0, states * classes)]);
    }

    /// <summary>What a table of states × classes (row by row) says of the step, as a program value.</summary>
    /// <param name="bits">The entries, as float bits.</param>
    public int Lookup(Func<int, uint> bits) => _builder.Lookup(_index, _places.Select(bits).ToEquatableArray());
}

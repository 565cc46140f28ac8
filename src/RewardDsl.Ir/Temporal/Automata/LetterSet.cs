using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// The assignments to a formula's atoms that can occur: bit k of a letter is the k-th of the atoms. What a predicate over the atoms is
/// at each of them is a set of bits.
/// </summary>
internal sealed class LetterSet
{
    private LetterSet(IReadOnlyList<int> atoms, int[] letters)
    {
        Atoms = atoms;
        Letters = letters;
        Words = (letters.Length + 63) / 64;
    }

    /// <summary>The numbers of the atoms, in order.</summary>
    public IReadOnlyList<int> Atoms { get; }

    /// <summary>The letters that can occur, in order.</summary>
    public int[] Letters { get; }

    /// <summary>How many words a set of letters takes.</summary>
    public int Words { get; }

    /// <summary>All letters over some atoms that can occur.</summary>
    /// <param name="atoms">The atoms, in order.</param>
    /// <param name="feasible">Whether the atoms of the first set can be as they are in the second; always when null.</param>
    public static LetterSet Of(IReadOnlyList<int> atoms, Func<ulong, ulong, bool>? feasible)
    {
        ulong all = Assignment(atoms, -1);
        var letters = new List<int>();
        for (int letter = 0; letter < 1 << atoms.Count; letter++)
        {
            if (feasible is null || feasible(all, Assignment(atoms, letter)))
            {
                letters.Add(letter);
            }
        }

        return new LetterSet(atoms, [.. letters]);
    }

    /// <summary>The letters over fewer atoms.</summary>
    public LetterSet Over(IReadOnlyList<int> atoms)
    {
        var found = new SortedSet<int>();
        int[] places = Places(atoms);
        foreach (int letter in Letters)
        {
            found.Add(Project(letter, places));
        }

        return new LetterSet(atoms, [.. found]);
    }

    /// <summary>Where each of some of the atoms is among these.</summary>
    public int[] Places(IReadOnlyList<int> atoms)
    {
        int[] places = new int[atoms.Count];
        for (int i = 0, k = 0; i < places.Length; i++)
        {
            while (Atoms[k] != atoms[i])
            {
                k++;
            }

            places[i] = k;
        }

        return places;
    }

    /// <summary>A letter over fewer atoms.</summary>
    public static int Project(int letter, int[] places)
    {
        int projected = 0;
        for (int i = 0; i < places.Length; i++)
        {
            projected |= ((letter >> places[i]) & 1) << i;
        }

        return projected;
    }

    /// <summary>A letter as one bit for each atom by its number.</summary>
    public static ulong Assignment(IReadOnlyList<int> atoms, int letter)
    {
        ulong assignment = 0;
        for (int i = 0; i < atoms.Count; i++)
        {
            assignment |= (ulong)((letter >> i) & 1) << atoms[i];
        }

        return assignment;
    }

    /// <summary>The letters at which an atom holds.</summary>
    public ulong[] WhereHolds(int atom)
    {
        ulong[] bits = new ulong[Words];
        int place = Places([atom])[0];
        for (int i = 0; i < Letters.Length; i++)
        {
            bits[i >> 6] |= (ulong)((Letters[i] >> place) & 1) << (i & 63);
        }

        return bits;
    }

    /// <summary>All letters, or none.</summary>
    public ulong[] Constant(bool value)
    {
        ulong[] bits = new ulong[Words];
        for (int i = 0; value && i < Letters.Length; i++)
        {
            bits[i >> 6] |= 1UL << (i & 63);
        }

        return bits;
    }

    /// <summary>All other letters.</summary>
    public ulong[] Complement(ulong[] set)
    {
        ulong[] bits = Constant(true);
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] &= ~set[i];
        }

        return bits;
    }
}

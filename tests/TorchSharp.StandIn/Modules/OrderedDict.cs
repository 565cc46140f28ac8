using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp.Utils;

/// <summary>Names and values in the order in which they came.</summary>
public class OrderedDict<TKey, TValue> : IEnumerable<(TKey, TValue)>
    where TKey : notnull
{
    private readonly List<TKey> order = [];
    private readonly Dictionary<TKey, TValue> values = [];

    public int Count => order.Count;

    public TValue this[TKey key]
    {
        get => values[key];
        set
        {
            if (!values.ContainsKey(key))
            {
                order.Add(key);
            }

            values[key] = value;
        }
    }

    public void clear()
    {
        order.Clear();
        values.Clear();
    }

    public void Add(TKey key, TValue value)
    {
        values.Add(key, value);
        order.Add(key);
    }

    internal bool TryAdd(TKey key, TValue value)
    {
        if (values.ContainsKey(key))
        {
            return false;
        }

        Add(key, value);
        return true;
    }

    public bool ContainsKey(TKey key) => values.ContainsKey(key);

    public bool Remove(TKey key)
    {
        order.Remove(key);
        return values.Remove(key);
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => order.Select(key => (key, values[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

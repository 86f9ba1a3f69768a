namespace Eval.Systems.Functions.Remembering;

/// <summary>Writes or reads one entry of a dictionary.</summary>
public delegate void EntryCarrier<TKey, TValue>(StateBytes bytes, ref TKey key, ref TValue value);

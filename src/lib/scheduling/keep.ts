/**
 * Keeps a value for later, and forgets what was kept first where there would be more than `limit`:
 * for what is keyed by something that comes from outside.
 */
export function keep<Key, Value>(
	map: Map<Key, Value>,
	key: Key,
	value: Value,
	limit: number
): Value {
	if (map.size >= limit) map.delete(map.keys().next().value as Key);
	map.set(key, value);
	return value;
}

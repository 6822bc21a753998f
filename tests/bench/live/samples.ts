import type { Step } from './clock.ts';

/** A change that was made: at `at`, from which version on a day shows it. */
export type Change = { room: Step['room']; version: number; at: number };

/** What many clients heard of one round of changes; milliseconds. */
export type Heard = { p50: number; p95: number; p99: number; messages: number; bytes: number };

const VERSION = Buffer.from('"version":');

/** The version that a day's bytes say. */
function versionIn(day: Buffer): number {
	let version = 0;
	for (let i = day.indexOf(VERSION) + VERSION.length; ; i++) {
		const digit = day[i]! - 0x30;
		if (!(digit >= 0 && digit <= 9)) return version;
		version = version * 10 + digit;
	}
}

/** What clients hear, in the order in which they do, in memory that was set aside before. */
export function createRecord(rooms: readonly number[], longest: number) {
	const [sockets, versions, times] = [
		new Int32Array(longest),
		new Float64Array(longest),
		new Float64Array(longest)
	];
	const newest = new Float64Array(rooms.length);
	let messages = 0;
	let bytes = 0;

	return {
		heard(socket: number, day: Buffer, at: number): void {
			const version = versionIn(day);
			newest[socket] = version;
			bytes += day.length;
			if (messages === longest) throw new Error('More was heard than there is room for');
			sockets[messages] = socket;
			versions[messages] = version;
			times[messages++] = at;
		},
		clear() {
			messages = bytes = 0;
		},
		/** Whether everybody has the last change of their room. */
		isComplete(changes: readonly Change[]): boolean {
			const last = new Map(changes.map(({ room, version }) => [room, version]));
			return rooms.every((room, socket) => newest[socket]! >= (last.get(room) ?? 0));
		},
		/** A sample for each change and each who watches its room: the first that shows it. */
		heardOf(changes: readonly Change[]): Heard {
			const byRoom = Map.groupBy(changes, ({ room }) => room);
			const next = new Int32Array(rooms.length);
			const waits: number[] = [];
			for (let i = 0; i < messages; i++) {
				const socket = sockets[i]!;
				const expected = byRoom.get(rooms[socket]!) ?? [];
				for (; ; next[socket]!++) {
					const change = expected[next[socket]!];
					if (!change || change.version > versions[i]!) break;
					waits.push(times[i]! - change.at);
				}
			}
			const sorted = Float64Array.from(waits).sort();
			const below = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
			return { p50: below(0.5), p95: below(0.95), p99: below(0.99), messages, bytes };
		}
	};
}

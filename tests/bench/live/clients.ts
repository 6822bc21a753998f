// Thousands of light clients in one process, of the hub and of the floor alike.
import { eventually } from '../../support/eventually.ts';
import { now } from './clock.ts';
import { lightClient } from './light-client.ts';
import { answer } from './program.ts';
import { createRecord, type Change, type Heard } from './samples.ts';

/** How many connect at once. */
const BATCH = 50;
/** Milliseconds after which what has not arrived counts as lost. */
const PATIENCE = 20_000;

type Crowd = {
	clients: { answer: string; leave(): void }[];
	record: ReturnType<typeof createRecord>;
};
export type Of = 'hub' | 'floor';

const crowds = new Map<Of, Crowd>();

const crowd = (of: Of): Crowd => {
	const found = crowds.get(of);
	if (!found) throw new Error(`Nobody is connected to the ${of}`);
	return found;
};

const abilities = {
	/** Connects `count` clients that watch the rooms in turn; answers what the first was answered. */
	async connect(wanted: {
		of: Of;
		port: number;
		count: number;
		rooms: unknown[];
		longest: number;
	}): Promise<string> {
		const { of, port, count, rooms, longest } = wanted;
		const roomOf = Array.from({ length: count }, (_, i) => i % rooms.length);
		const record = createRecord(roomOf, longest);
		const clients: Crowd['clients'] = [];
		for (let first = 0; first < count; first += BATCH) {
			const batch = roomOf
				.slice(first, first + BATCH)
				.map((room, i) =>
					lightClient(port, rooms[room], (day) => record.heard(first + i, day, now()))
				);
			clients.push(...(await Promise.all(batch)));
		}
		crowds.set(of, { clients, record });
		return clients[0]?.answer ?? '';
	},
	leave(of: Of): void {
		for (const client of crowd(of).clients) client.leave();
		crowds.delete(of);
	},
	/** From here on what arrives counts for the next round. */
	clear: (of: Of) => crowd(of).record.clear(),
	/** Waits until everybody has everything, and tells how long it took. */
	async heardOf({ of, changes }: { of: Of; changes: Change[] }): Promise<Heard> {
		const { record } = crowd(of);
		await eventually(
			async () => record.isComplete(changes),
			(complete) => complete,
			PATIENCE
		);
		return record.heardOf(changes);
	}
};
export type Clients = typeof abilities;

answer(abilities);

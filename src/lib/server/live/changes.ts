import { z } from 'zod';

const number = z.string().regex(/^\d+$/).transform(Number);
const seconds = z
	.string()
	.regex(/^-?\d+$/)
	.transform((text) => Number(text) * 1000);

/** Somebody's time that was taken or freed; instants in epoch milliseconds. */
export type Span = { fieldworkerId: number; from: number; until: number };

/**
 * What a notification says; see sql/0009 and, for the fieldworkers whose a booking was and is,
 * sql/0010.
 */
export type Change =
	| { of: 'occupancy'; span: Span }
	| { of: 'rules' }
	| { of: 'booking'; bookingId: number; fieldworkerIds: number[] }
	| { of: 'hold' }
	| { of: 'access' };

const readers = {
	occupancy: (payload: string): Change | null => {
		const said = z.tuple([number, seconds, seconds]).safeParse(payload.split(':'));
		if (!said.success) return null;
		const [fieldworkerId, from, until] = said.data;
		return { of: 'occupancy', span: { fieldworkerId, from, until } };
	},
	rules: (): Change => ({ of: 'rules' }),
	booking: (payload: string): Change | null => {
		const said = z.tuple([number, number], number).safeParse(payload.split(':'));
		if (!said.success) return null;
		const [bookingId, ...fieldworkerIds] = said.data;
		return { of: 'booking', bookingId, fieldworkerIds };
	},
	hold: (): Change => ({ of: 'hold' }),
	access: (): Change => ({ of: 'access' })
};

/** What a web node listens to. */
export const CHANNELS = Object.keys(readers);

/** Reads a notification. Null for one that is none of ours: anybody in the database can notify. */
export function readChange(channel: string, payload: string): Change | null {
	if (!Object.hasOwn(readers, channel)) return null;
	return readers[channel as keyof typeof readers](payload);
}

import { z } from 'zod';
import { reason } from '../../_parts/typed';

/** As many as a page of the list has, and some more. */
const MOST = 200;

const act = z.enum(['cancel', 'details']);
export type Act = z.infer<typeof act>;

/** Which bookings an address asks something of; what cannot be read counts as not asked for. */
export const severalQuery = z.object({
	act: act.catch('cancel'),
	/** The address of the list that it came from. */
	back: z.string().max(2_000).regex(/^\?/).catch(''),
	ids: z
		.array(z.string().regex(/^[1-9]\d{0,14}$/))
		.max(MOST)
		.catch([])
});

/** Bookings are written `id:version`, with the version that was seen. */
export const severalForm = z.object({
	act,
	bookings: z.array(z.string().regex(/^[1-9]\d{0,14}:[1-9]\d{0,8}$/)).max(MOST),
	reason,
	notify: z.boolean()
});

export function seenBooking(text: string): { id: number; version: number } {
	const [id = 0, version = 0] = text.split(':').map(Number);
	return { id, version };
}

/** What came of it: how many it was done to, how many mails go out, and why not to the others. */
export type SeveralAnswer = {
	act: Act;
	done: number;
	mails: number;
	left: { id: number; words: string }[];
};

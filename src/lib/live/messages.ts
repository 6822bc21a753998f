import { z } from 'zod';

// What goes over a live connection, in both directions: the contract that the server's hub and the
// browser share. The server parses all that it is sent (R13); a browser trusts its own server, and
// imports the types alone.

/** The longest stretch that one connection watches: a month as a calendar shows it. */
export const WATCHED_DAYS = 42;

const id = z.int().positive().max(2_147_483_647);
const localDate = z.iso.date().startsWith('20');
const instant = z
	.int()
	.min(1)
	.max(Date.UTC(2100, 0, 1));
const fieldworker = z.union([id, z.literal('any')]);

/**
 * Who connects: the customer of a booking by its manage link, or signed in; a visitor of the public
 * booking page; or staff. Sessions are in the cookie.
 */
export const whoSchema = z.discriminatedUnion('as', [
	z.strictObject({ as: z.literal('link'), token: z.string().max(64) }),
	z.strictObject({ as: z.literal('customer'), booking: id }),
	z.strictObject({ as: z.literal('public') }),
	z.strictObject({ as: z.literal('staff') })
]);
export type Who = z.infer<typeof whoSchema>;

/** The language of the page that connects, in which it is answered: a BCP 47 tag. */
export const languageSchema = z.string().max(35).catch('');

/**
 * What a visitor wants a time for; somebody with a link wants it for their booking, and may choose
 * with whom where the business lets them.
 */
const wish = { service: id.optional(), fieldworker: fieldworker.optional() };

/**
 * The days whose times are wanted: `from` up to, not including, `until`, and one more, in the
 * business's zone. It takes the place of what was watched before.
 */
export const watchSchema = z.strictObject({
	...wish,
	from: localDate,
	until: localDate,
	also: localDate.optional()
});
export type Watch = z.infer<typeof watchSchema>;

/** A time to hold. It takes the place of the one held before. */
export const holdSchema = z.strictObject({ ...wish, start: instant });
export type HoldRequest = z.infer<typeof holdSchema>;

/** The hold to give up, by its start: a newer one stays. */
export const releaseSchema = z.strictObject({ start: instant });
type ReleaseRequest = z.infer<typeof releaseSchema>;

/** A time of a day, in whole minutes of the epoch: half as long as milliseconds. */
type EpochMinute = number;

/**
 * A whole day's times (R8). Of two with the same date the one with the higher version is the newer;
 * of two with the same version the one with the later `at`, as time itself takes times away. `held`
 * would be free, had not somebody else put a hold on it.
 */
export type Day = {
	date: string;
	version: number;
	/** The database's clock when it was read, in epoch milliseconds. */
	at: number;
	free: EpochMinute[];
	held: EpochMinute[];
};

/**
 * A day as it is for one customer alone, whose own booking or hold is not in their way. It stands
 * in for the shared day until one with `shared` says that there is no difference any more.
 */
export type OwnDay = Day | { date: string; version: number; at: number; shared: true };

/**
 * The hold that this customer has: its start, and until when, instants in epoch milliseconds, and
 * with which fieldworker.
 */
export type Held = { start: number; until: number; fieldworker: number };

/** Why a connection is not let in, or is ended. */
export type End = {
	reason: 'reschedule_off' | 'link_dead' | 'signed_out' | 'too_fast';
	words: string;
};

/** Why a request was not done. `again` says that trying the same a little later may help. */
export type Refusal = { result: 'refused'; reason: string; words: string; again?: true };

export type WatchAnswer = { result: 'watching'; days: Day[]; own: OwnDay[] } | Refusal;

/** `off`: nothing is held here, so go on without. `now` is the database's clock. */
export type HoldAnswer =
	| { result: 'held'; hold: Held; now: number }
	| { result: 'off' }
	| { result: 'taken'; words: string }
	| Refusal;

/** What a browser asks. Each request is answered; nothing but holds can be written. */
export type Requests = {
	watch: (request: Watch, answer: (answer: WatchAnswer) => void) => void;
	hold: (request: HoldRequest, answer: (answer: HoldAnswer) => void) => void;
	release: (request: ReleaseRequest, answer: (refusal?: Refusal) => void) => void;
	/** Whether anybody is there, for a phone that woke up. */
	echo: (answer: () => void) => void;
};

/** What the board is told: bookings that changed, and when whose time did; instants. */
export type BoardChange = {
	bookings: number[];
	spans: { fieldworkerId: number; from: number; until: number }[];
};

/** What the hub tells. */
export type Events = {
	day: (day: Day) => void;
	own: (day: OwnDay) => void;
	/** The hold that this customer has now, wherever it was made; null for none. */
	held: (held: Held | null, now: number) => void;
	/** This customer's booking has changed: read it again. */
	booking: () => void;
	/** Hours, services or flags have changed: read the page again, then watch again. */
	rules: () => void;
	/** Whether the hub itself hears of changes at the moment. While it does not, nothing is live. */
	listening: (listening: boolean) => void;
	/** The connection ends after this. */
	ended: (end: End) => void;
	/** For staff. */
	board: (change: BoardChange) => void;
};

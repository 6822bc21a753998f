import { createContext, untrack } from 'svelte';
import { invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import { goLive, type Live } from '$lib/live/live.svelte';
import { baseOf, numberIn, whoOf } from './booking-address';
import { latest, nextCutOff, whatHappened, type Standing, type Told } from './standing';

/** What the pages of a booking share: its live connection, and how the booking stands now. */
export type Following = {
	readonly live: Live;
	/** What has just happened to the booking elsewhere. */
	readonly told: Told | null;
	tell(told: Told | null): void;
	/** The rules have changed so many times: which times are on offer may be different. */
	readonly rulesChanged: number;
	/** A page's data with whatever is newer than it. */
	latest: <Data extends Pick<Standing, 'booking' | 'now'>>(data: Data) => Data;
	/** With whom a time is wanted; undefined for whoever it is by itself. Another choice is watched anew. */
	wish(fieldworker: number | 'any' | undefined): void;
	/** Reads how the booking stands; what is shown stays when that does not work. */
	readAgain(): Promise<void>;
	/** Something is being sent: what is heard meanwhile may be one's own doing, and waits. */
	sending(now: boolean): void;
};

export const [getFollowing, setFollowing] = createContext<Following>();

/** Milliseconds past a cut-off at which it is looked at, and the longest that a timer is set for. */
const AFTER = 250;
const LONGEST_TIMER = 24 * 3_600_000;
/** Milliseconds, at the most, until a page whose connection was ended is connected again. */
const RETURN = 3_000;

/** Whether it says that the booking cannot be opened, which signing in may change. */
const isShut = ({ kind }: Told) => kind === 'signed_out' || kind === 'not_yours';

/** Follows the booking that the address names, while the component lives that calls it. */
export function followBooking(params: () => { token?: string }): Following {
	let read = $state.raw<Standing | null>(null);
	let told = $state.raw<Told | null>(null);
	let rulesChanged = $state(0);
	let fieldworker = $state<number | 'any'>();
	let sending = false;
	let waiting = false;
	let rulesWait = false;
	/** A reading was asked for because of something elsewhere, and none has ended since. */
	let untold = false;
	let wasLive = false;
	let reading = 0;
	/** What is shown of it is gone: an answer that comes now is nobody's. */
	let gone = false;
	let back: ReturnType<typeof setTimeout> | undefined;

	const shown = $derived('booking' in page.data ? latest(page.data as Standing, read) : null);

	const who = $derived(whoOf(params()));
	const live = goLive(
		() => (fieldworker === undefined ? { who } : { who, wish: { fieldworker } }),
		{
			began() {
				// Not the first time: rules may have changed unheard.
				hear(wasLive);
				wasLive = true;
			},
			booking: () => hear(),
			rules: () => hear(true),
			refused: () => hear(),
			ended({ reason }) {
				hear(true);
				if (reason !== 'reschedule_off') return;
				// There is still the booking to hear of.
				back = setTimeout(() => live.resume(), (0.5 + Math.random() / 2) * RETURN);
			}
		}
	);
	$effect(() => () => {
		gone = true;
		clearTimeout(back);
	});

	function hear(rules = false) {
		rulesWait ||= rules;
		if (sending) waiting = true;
		else void readAgain(true);
	}

	/** Once it is known what may be done, the times can be read. */
	async function readAgain(elsewhere = false) {
		const mine = ++reading;
		untold ||= elsewhere;
		const answer = await fetch(`${baseOf(params())}/standing`, {
			headers: { accept: 'application/json' },
			signal: AbortSignal.timeout(10_000)
		}).catch(() => null);
		if (gone) return;
		if (answer?.status === 404 || answer?.status === 401) return die(answer.status);
		if (!answer?.ok) return;
		// Whoever was signed out is in again; their connection was ended when they went.
		if (told && isShut(told)) {
			told = null;
			live.resume();
		}
		const standing: Standing = await answer.json();
		if (gone || mine !== reading) return;
		const before = shown;
		read = standing;
		if (untold && before) told = whatHappened(before.booking, standing.booking) ?? told;
		untold = false;
		if (told?.kind === 'off' && standing.reschedule.allowed) told = null;
		if (rulesWait) rulesChanged += 1;
		rulesWait = false;
	}

	/**
	 * The link opens nothing any more, or they have signed out or in as somebody else. Where somebody
	 * may be typing, what is there stays.
	 */
	function die(status: 401 | 404) {
		const nothingTyped = page.route.id?.endsWith('/b/[token]') && !page.state.popup;
		if (nothingTyped) return invalidateAll();
		if (status === 401) told = { kind: 'signed_out' };
		else told = { kind: numberIn(params()) === null ? 'dead' : 'not_yours' };
	}

	// Whoever comes back to the page may have signed in elsewhere meanwhile.
	$effect(() => {
		function look() {
			if (document.visibilityState === 'visible' && told && isShut(told)) void readAgain();
		}
		addEventListener('focus', look);
		document.addEventListener('visibilitychange', look);
		return () => {
			removeEventListener('focus', look);
			document.removeEventListener('visibilitychange', look);
		};
	});

	// The cut-off passes while the page is open.
	$effect(() => {
		if (!shown) return;
		const next = nextCutOff(shown);
		if (next === null) return;
		const end = next - shown.now + performance.now() + AFTER;
		let timer: ReturnType<typeof setTimeout>;
		function wait() {
			const left = end - performance.now();
			timer = setTimeout(
				left > 0 ? wait : () => hear(),
				Math.min(Math.max(left, 0), LONGEST_TIMER)
			);
		}
		untrack(wait);
		return () => clearTimeout(timer);
	});

	return {
		live,
		get told() {
			return told;
		},
		tell(next) {
			told = next;
		},
		get rulesChanged() {
			return rulesChanged;
		},
		wish(next) {
			fieldworker = next;
		},
		latest: (data) => latest(data, read),
		readAgain: () => readAgain(),
		sending(now) {
			sending = now;
			if (sending || !waiting) return;
			waiting = false;
			hear();
		}
	};
}

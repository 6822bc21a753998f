import { goto, preloadData, pushState } from '$app/navigation';
import { address } from '../../address';
import type { Popup } from './popup';
import type PopupsOverIt from './Popups.svelte';

type Kind = Popup['kind'];

/** Milliseconds for which what was read ahead is opened: older than that it is read anew. */
const FRESH = 4_000;

type Parts = {
	/** The address of the booking's page. */
	base: () => string;
	/** Changes whenever what was read before is out of date. */
	stamp: () => string;
	/** A press opens this one. */
	onopen: (kind: Kind) => void;
};

/**
 * Opens the pages below a booking's page as popups over it, each with an address and a way back.
 * Their code and what they show are asked for as soon as somebody is about to press; where they
 * cannot be had, the press leads to the page itself.
 */
export function popupOpeners({ base, stamp, onopen }: Parts) {
	let opening = $state<Kind | null>(null);
	let Popups = $state.raw<typeof PopupsOverIt>();
	let openings = 0;
	let ahead: ReturnType<typeof read> | undefined;

	async function readCode() {
		const code = await import('./Popups.svelte');
		return code.default;
	}

	function read(kind: Kind) {
		const number = ++openings;
		// The router keeps what it has preloaded; this has to be read anew.
		const data = preloadData(address(`${base()}/${kind}`, { opening: number }));
		const both = Promise.all([data, readCode()]);
		// Nobody may ever press.
		both.catch(() => {});
		return { kind, number, both, stamp: stamp(), since: performance.now() };
	}

	function prepare(kind: Kind) {
		const fresh =
			ahead?.kind === kind && ahead.stamp === stamp() && performance.now() - ahead.since < FRESH;
		if (!ahead || !fresh) ahead = read(kind);
		return ahead;
	}

	async function open(event: MouseEvent, kind: Kind) {
		if (event.metaKey || event.ctrlKey || event.shiftKey) return;
		event.preventDefault();
		if (opening) return;
		opening = kind;
		onopen(kind);
		const href = `${base()}/${kind}`;
		const { both, number } = prepare(kind);
		ahead = undefined;
		try {
			const [answer, code] = await both;
			if (answer.type === 'loaded' && answer.status === 200) {
				Popups = code;
				pushState(href, { popup: { opening: number, kind, data: answer.data } as Popup });
			} else {
				await goto(href);
			}
		} catch {
			location.assign(href);
		} finally {
			opening = null;
		}
	}

	return {
		/** What shows them, once it is there. */
		get Popups() {
			return Popups;
		},
		/** Gets it for a popup that the history brings back. */
		async restore() {
			try {
				Popups = await readCode();
			} catch {
				// The address is that of the page itself.
				location.reload();
			}
		},
		/** The attributes of a link that opens one. */
		opener: (kind: Kind) => ({
			href: `${base()}/${kind}`,
			pending: opening === kind,
			'data-sveltekit-preload-data': 'off' as const,
			onpointerenter: () => void prepare(kind),
			onpointerdown: () => void prepare(kind),
			onfocus: () => void prepare(kind),
			onclick: (event: MouseEvent) => void open(event, kind)
		})
	};
}

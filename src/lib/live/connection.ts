import { io } from 'socket.io-client';
import { ask, type HubSocket, type Wish } from './ask.ts';
import { createHolding } from './holding.ts';
import type { BoardChange, Day, End, Held, OwnDay, Watch, WatchAnswer, Who } from './messages.ts';
import { LIVE_PATH } from './path.ts';
import type { LiveState } from './times.ts';

/** Milliseconds that an echo may take, and that a connection may take to open. */
const PATIENCE = { echo: 2_000, opening: 8_000 };
/** Milliseconds before the first and before later tries; each is shortened by chance. */
const PAUSE = { first: 500, longest: 10_000 };
/** Milliseconds over which all who are told the same spread their questions. */
const SPREAD = 400;

type WatchedDays = Pick<Watch, 'from' | 'until' | 'also'>;

/** What is heard. Whatever is left out is not listened for. */
export type Hears = {
	state?: (state: LiveState) => void;
	day?: (day: Day) => void;
	own?: (day: OwnDay) => void;
	/** The hold that this customer has now; `now` is the database's clock. */
	held?: (held: Held | null, now: number) => void;
	booking?: () => void;
	/** What is watched cannot be: there is no use in trying again. */
	refused?: () => void;
	/** Some time after the rules have changed, not the same for everybody. */
	rules?: () => void;
	ended?: (end: End) => void;
	board?: (change: BoardChange) => void;
};

export type Options = {
	who: Who;
	wish?: Wish;
	/** In which the hub answers: that of the page. English without. */
	language?: string;
	hears: Hears;
	/** Outside a browser: where the hub is, and what a browser would send by itself. */
	url?: string;
	headers?: Record<string, string>;
};

export type Connection = ReturnType<typeof connect>;

/**
 * Connects to the hub, and again for as long as it takes. It is `live` only once what is watched
 * was read anew and the hub says that it hears of changes, so nothing old is ever taken for live.
 * Requests are answered with a value or null, never late and never with an exception.
 */
export function connect({ who, wish = {}, language, hears, url, headers }: Options) {
	let state: LiveState = 'connecting';
	let listening = false;
	let watched: WatchedDays | null = null;
	/** Each question about the watched days makes the one before it void. */
	let question = 0;
	let tries = 0;
	/** Whether it was live since it was last opened. */
	let through = false;
	let pause: ReturnType<typeof setTimeout> | undefined;
	let later: ReturnType<typeof setTimeout> | undefined;

	const transports = ['websocket', 'polling'];
	const options = {
		path: LIVE_PATH,
		auth: who,
		...(language && { query: { language } }),
		transports: [...transports],
		tryAllTransports: true,
		upgrade: false,
		timeout: PATIENCE.opening,
		// Trying again is done here: a person who comes back online does not wait for a timer.
		reconnection: false,
		forceNew: true,
		autoConnect: false,
		...(headers && { extraHeaders: headers })
	};
	const socket: HubSocket = url ? io(url, options) : io(options);
	const { hold, release } = createHolding({
		...{ socket, wish },
		heard: (held, now) => hears.held?.(held, now)
	});

	function become(next: LiveState) {
		if (state === next) return;
		state = next;
		hears.state?.(next);
	}

	function live() {
		tries = 0;
		through = true;
		become('live');
	}

	/** Reads anew what is watched, and is live from then on. */
	function settle() {
		const mine = ++question;
		if (!socket.connected || !listening) return;
		if (!watched) return live();
		const request = { ...wish, ...watched };
		ask<WatchAnswer>(
			socket,
			(to, answered) => to.emit('watch', request, answered),
			(answer) => {
				if (mine !== question) return;
				// It goes on as for any connection that was lost: with a pause that grows.
				if (answer === null) return void socket.io.engine.close();
				if (answer.result === 'refused') {
					become(answer.again ? 'reconnecting' : 'refused');
					if (answer.again) retry(settle);
					else hears.refused?.();
					return;
				}
				for (const day of answer.days) hears.day?.(day);
				for (const day of completed(answer)) hears.own?.(day);
				live();
			}
		);
	}

	function retry(what: () => unknown) {
		clearTimeout(pause);
		const longest = Math.min(PAUSE.longest, PAUSE.first * 2 ** tries);
		tries += 1;
		pause = setTimeout(what, longest * (0.5 + Math.random() / 2));
	}

	function spread(what: () => unknown) {
		clearTimeout(later);
		later = setTimeout(what, Math.random() * SPREAD);
	}

	function open() {
		clearTimeout(pause);
		through = false;
		socket.connect();
	}

	/** Stops whatever is under way. */
	function rest() {
		clearTimeout(pause);
		clearTimeout(later);
		question += 1;
		listening = false;
		// What could not be sent is out of date by the time that it could be.
		socket.sendBuffer.length = 0;
	}

	/** Tries the transports in the other order the next time. */
	function turn() {
		socket.io.opts.transports = [...transports.reverse()];
	}

	function lost() {
		rest();
		// Where several nodes stand behind one address, each poll may get to another one.
		if (!through && transports[0] === 'polling') turn();
		become('reconnecting');
		retry(open);
	}

	/** Without a farewell: that would say that nobody wants what is held any more. */
	function restart() {
		socket.io.engine.close();
		open();
	}

	function end(end: End) {
		rest();
		become('ended');
		socket.disconnect();
		hears.ended?.(end);
	}

	socket.on('disconnect', (reason) => {
		if (reason !== 'io client disconnect' && state !== 'ended') lost();
	});
	socket.on('connect_error', (error: Error & { data?: unknown }) => {
		if (isEnd(error.data)) return end(error.data);
		const polled = transports[0] === 'polling';
		lost();
		// A network that swallows WebSockets does not say so.
		if (error.message === 'timeout' && !polled) turn();
	});
	socket.on('day', (day) => hears.day?.(day));
	socket.on('own', (day) => hears.own?.(day));
	socket.on('booking', () => {
		hears.booking?.();
		// It may be somebody else who comes now, and so other times that are watched.
		settle();
	});
	socket.on('rules', () => {
		spread(() => {
			hears.rules?.();
			settle();
		});
	});
	socket.on('listening', (now) => {
		listening = now;
		if (!now) return state === 'live' && become('reconnecting');
		// The first time somebody waits for it; later on all are told at once, and spread.
		if (state === 'connecting') settle();
		else spread(settle);
	});
	socket.on('ended', end);
	socket.on('board', (change) => hears.board?.(change));
	open();

	return {
		get state() {
			return state;
		},
		/** Watches these days in place of those before; their present state is heard first. */
		watch(days: WatchedDays | null) {
			if (sameDays(watched, days)) return;
			watched = days;
			settle();
		},
		/**
		 * Asks for a time to be held, in place of the one before, now and again after a disconnection;
		 * null when there is no answer.
		 */
		hold,
		release,
		/** Finds out whether anybody is there, for a device that slept or was offline. */
		check() {
			if (state === 'ended') return;
			if (!socket.connected) return open();
			ask<true>(
				socket,
				(to, answered) => to.emit('echo', (error?: unknown) => answered(error, true)),
				(answer) => {
					if (answer === null && socket.connected) restart();
				},
				PATIENCE.echo
			);
		},
		/** Connects again after it was left or ended. */
		resume() {
			if (state !== 'ended') return;
			become('connecting');
			open();
		},
		/** Says goodbye, which also gives up what is held; `resume` asks for it again. */
		leave() {
			if (state === 'ended') return;
			rest();
			become('ended');
			socket.disconnect();
		}
	};
}

const sameDays = (one: WatchedDays | null, other: WatchedDays | null): boolean =>
	one?.from === other?.from && one?.until === other?.until && one?.also === other?.also;

/** An answer is complete: a day that it does not have apart is as everybody sees it. */
function completed({ days, own }: Extract<WatchAnswer, { result: 'watching' }>): OwnDay[] {
	const apart = new Set(own.map(({ date }) => date));
	const shared = days.filter(({ date }) => !apart.has(date));
	return [
		...own,
		...shared.map(({ date, version, at }) => ({ date, version, at, shared: true as const }))
	];
}

function isEnd(data: unknown): data is End {
	return typeof data === 'object' && data !== null && 'reason' in data && 'words' in data;
}

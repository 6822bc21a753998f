import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { End } from '../../live/messages.ts';
import { LIVE_PATH } from '../../live/path.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { within } from '../deadline.ts';
import type { Runtime } from '../runtime.ts';
import { sendAway, sendAwayStrangers } from './access.ts';
import { countAddresses } from './addresses.ts';
import { admit, isFromHere, languageIn, NotAdmitted } from './admission.ts';
import { boardOf, createBoard } from './board.ts';
import { CHANNELS, readChange } from './changes.ts';
import { startExpiry } from './expiry.ts';
import { startListener } from './listener.ts';
import { measure } from './measure.ts';
import { createPulse } from './pulse.ts';
import { answerRequests, newConnection } from './requests.ts';
import type { Server, Socket } from './server.ts';
import { createSlotsHub } from './slots-hub.ts';

/** Bytes that one message from a client may have: none of ours needs a tenth of it. */
const LONGEST_MESSAGE = 4_096;
/**
 * Milliseconds between pings, and for the answer. Networks for phones forget a silent connection
 * after half a minute or more; a phone that is gone is noticed within 35 seconds.
 */
const PING = { interval: 20_000, timeout: 15_000 };
/** Milliseconds that a connection may take to say who it is. */
const INTRODUCTION = 10_000;
/** How many connections one network address may have: a large office, not a flood. */
const PER_ADDRESS = 200;
/** Milliseconds between looks for links and sessions that have expired. */
const RECHECK = 60_000;

const rescheduleOff = ({ answers }: Words): End => ({
	reason: 'reschedule_off',
	words: answers.live.off
});

/** Live connections, which a further web server can have too. */
export type Hub = {
	/** Resolves when it hears of changes for the first time. */
	listening: Promise<void>;
	attach(http: HttpServer): void;
	readonly connections: number;
};

/** Gives a web server live connections, until the process ends. */
export function startHub(runtime: Runtime, http: HttpServer): Hub {
	const { config, sql, log, closers, checks, databaseUrl } = runtime;
	const addresses = countAddresses(config.proxy);
	const io: Server = new SocketServer(http, {
		path: LIVE_PATH,
		serveClient: false,
		transports: ['websocket', 'polling'],
		maxHttpBufferSize: LONGEST_MESSAGE,
		pingInterval: PING.interval,
		pingTimeout: PING.timeout,
		connectTimeout: INTRODUCTION,
		allowRequest: (request, answer) => {
			if (closers.closing || !isFromHere(request, config.origin)) answer('Not allowed', false);
			else answer(null, addresses.of(request) < PER_ADDRESS);
		}
	});
	const guard = () => {
		// allowRequest is asked for the first request of a connection alone.
		io.engine.use((request: IncomingMessage, _: unknown, next: (refused?: Error) => void) =>
			next(isFromHere(request, config.origin) ? undefined : new Error('Not allowed'))
		);
		io.engine.on('connection', addresses.count);
	};
	guard();

	const slots = createSlotsHub({
		sql,
		io,
		log,
		onRules: (rules, before) => {
			if (before?.policy.allowReschedule && !rules?.policy.allowReschedule) endCustomers(io);
		},
		onRound: measure(runtime, io, () => slots.roomCount)
	});
	const board = createBoard(io);
	const expiry = startExpiry(sql, log);
	const recheck = createPulse(
		'check who is still let in',
		() => within(RECHECK, 'checking who is let in', () => sendAwayStrangers(sql, io)),
		log
	);
	const rechecks = setInterval(recheck.beat, RECHECK).unref();

	const began = Promise.withResolvers<void>();
	const listener = startListener({
		url: databaseUrl,
		channels: CHANNELS,
		log,
		heard(channel, payload) {
			const change = readChange(channel, payload);
			switch (change?.of) {
				case 'occupancy':
					slots.occupancyChanged(change.span);
					return board.occupancyChanged(change.span);
				case 'booking':
					io.to(`booking:${change.bookingId}`).emit('booking');
					return board.bookingChanged(change.bookingId, change.fieldworkerIds);
				case 'hold':
					slots.holdsChanged();
					return expiry.holdsChanged();
				case 'rules':
					return slots.rulesChanged();
				case 'access':
					return recheck.beat();
			}
		},
		began() {
			began.resolve();
			slots.forget();
			recheck.beat();
			expiry.holdsChanged();
			io.emit('listening', true);
		},
		lost: () => io.emit('listening', false)
	});

	io.use((socket, next) => {
		const { auth, query } = socket.handshake;
		const language = languageIn(query);
		admit(sql, config, auth, socket.request, wordsFor(language)).then(
			(who) => {
				socket.data = { who, language, ...newConnection() };
				next();
			},
			(thrown: Error) => {
				if (thrown instanceof NotAdmitted) return next(thrown);
				log.warn({ err: thrown }, 'could not let somebody in');
				next(new Error('not now'));
			}
		);
	});
	io.on('connection', (socket) => {
		const { who } = socket.data;
		if (who.as === 'customer') void socket.join(`booking:${who.bookingId}`);
		if (who.as === 'staff') void socket.join(boardOf(who.scope));
		answerRequests({ sql, hub: slots, log, closing: () => closers.closing }, socket);
		socket.emit('listening', listener.listening);
	});

	checks.push({
		name: 'listener',
		run: async () => {
			if (!listener.listening) throw new Error('not listening to the database');
		}
	});
	const close = async () => {
		clearInterval(rechecks);
		recheck.stop();
		expiry.stop();
		slots.stop();
		// Not io.close(), which would close the web server too, before its open requests are done.
		io.disconnectSockets(true);
		io.engine.close();
		await listener.stop();
	};
	closers.add({ name: 'the live hub', close, limit: 5_000 });
	return {
		listening: began.promise,
		attach(other) {
			io.attach(other);
			guard();
		},
		get connections() {
			return io.engine.clientsCount;
		}
	};
}

/** Customers of bookings are told that they may not reschedule any more, and have to leave. */
function endCustomers(io: Server): void {
	for (const socket of io.sockets.sockets.values() as Iterable<Socket>) {
		if (socket.data.who.as === 'customer') sendAway(socket, rescheduleOff);
	}
}

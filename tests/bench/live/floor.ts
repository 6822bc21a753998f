// The floor: a bare Socket.IO server that broadcasts the same bytes, and does nothing else.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Day } from '../../../src/lib/live/messages.ts';
import { LIVE_PATH } from '../../../src/lib/live/path.ts';
import { follow, now, type Step } from './clock.ts';
import { memory, spent } from './cost.ts';
import { answer } from './program.ts';
import type { Change } from './samples.ts';

const http = createServer();
const io = new Server(http, {
	path: LIVE_PATH,
	serveClient: false,
	transports: ['websocket', 'polling'],
	pingInterval: 20_000,
	pingTimeout: 15_000
});
let version = 0;

io.on('connection', (socket) => {
	socket.on('watch', (room: number, ack: (answer: object) => void) => {
		void socket.join(`room:${room}`);
		ack({ result: 'watching' });
	});
});

const abilities = {
	/** Starts, and answers with its port. */
	async open(): Promise<number> {
		http.listen(0, '127.0.0.1');
		await once(http, 'listening');
		return (http.address() as AddressInfo).port;
	},
	/** Broadcasts to one room after the other as planned. The time of each is that before it. */
	broadcast: ({ plan, day }: { plan: Step[]; day: Day }): Promise<Change[]> =>
		follow(plan, (room) => {
			const change = { room, version: day.version + ++version, at: now() };
			const { date, free, held } = day;
			const said: Day = { date, version: change.version, at: Date.now(), free, held };
			io.to(`room:${room}`).emit('day', said);
			return change;
		}),
	connected: () => io.engine.clientsCount,
	spent: () => spent(),
	memory
};
export type Floor = typeof abilities;

answer(abilities);

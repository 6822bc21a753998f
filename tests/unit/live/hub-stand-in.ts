import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { Events, HoldAnswer, Requests, WatchAnswer } from '../../../src/lib/live/messages.ts';
import { LIVE_PATH } from '../../../src/lib/live/path.ts';

type Client = Socket<Requests, Events>;

/** A hub that speaks the contract and does what a test tells it; `asked` is what it was sent. */
export async function startHubStandIn() {
	const hub = {
		asked: [] as [what: string, request?: unknown][],
		clients: [] as Client[],
		listening: true,
		transports: ['polling', 'websocket'] as ('polling' | 'websocket')[],
		letsIn: (): Error | undefined => undefined,
		watch: (): WatchAnswer | undefined => ({ result: 'watching', days: [], own: [] }),
		hold: (start: number): HoldAnswer | undefined => ({
			...{ result: 'held', now: Date.now() },
			hold: { start, until: start + 1, fieldworker: 5 }
		}),
		echoes: true
	};
	let io: Server<Requests, Events>;

	async function open(port: number): Promise<number> {
		const http = createServer();
		io = new Server(http, {
			...{ path: LIVE_PATH, serveClient: false, transports: hub.transports }
		});
		io.use((_, next) => next(hub.letsIn()));
		io.on('connection', (client) => {
			hub.clients.push(client);
			client.on('watch', (request, answer) => {
				hub.asked.push(['watch', request]);
				const answered = hub.watch();
				if (answered) answer(answered);
			});
			client.on('hold', (request, answer) => {
				hub.asked.push(['hold', request]);
				const answered = hub.hold(request.start);
				if (answered) answer(answered);
			});
			client.on('release', (request, answer) => {
				hub.asked.push(['release', request]);
				answer();
			});
			client.on('echo', (answer) => {
				hub.asked.push(['echo']);
				if (hub.echoes) answer();
			});
			client.emit('listening', hub.listening);
		});
		await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
		return (http.address() as AddressInfo).port;
	}

	const port = await open(0);
	return Object.assign(hub, {
		url: `http://127.0.0.1:${port}`,
		/** The socket that connected last. */
		client: () => hub.clients.at(-1)!,
		stop: () => io.close(),
		startAgain: () => open(port)
	});
}

export type HubStandIn = Awaited<ReturnType<typeof startHubStandIn>>;

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Dice } from '../../src/lib/server/database/demo/random.ts';

/** What stands before several nodes, as a proxy would: each new connection goes to one of them. */
export type Balancer = {
	url: string;
	/** Cuts so many of the open connections, any of them. */
	cut(count: number): void;
	/** How many connections each node has now. */
	connections(): Map<number, number>;
	stop(): Promise<void>;
};

/** Starts a balancer before these ports of this machine; the dice decide who goes where. */
export async function startBalancer(ports: readonly number[], dice: Dice): Promise<Balancer> {
	const open = new Map<Socket, number>();
	const server = createServer((incoming) => {
		const port = dice.pick(ports);
		const outgoing = connect(port, '127.0.0.1');
		open.set(incoming, port);
		incoming.pipe(outgoing).pipe(incoming);
		for (const [end, other] of [
			[incoming, outgoing],
			[outgoing, incoming]
		] as const) {
			end.on('error', () => {});
			end.on('close', () => other.destroy());
		}
		incoming.on('close', () => open.delete(incoming));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut(count) {
			for (let n = 0; n < count && open.size > 0; n++) {
				dice.pick([...open.keys()]).resetAndDestroy();
			}
		},
		connections: () =>
			new Map(ports.map((port) => [port, [...open.values()].filter((to) => to === port).length])),
		async stop() {
			server.close();
			for (const socket of open.keys()) socket.destroy();
			await once(server, 'close');
		}
	};
}

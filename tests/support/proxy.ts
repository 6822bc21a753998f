import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A database's address by way of a proxy, and the connections to that. */
export type Proxy = { url: string; open: Set<Socket> };

/**
 * Puts a proxy before a database, whose connections a test may cut off at any moment: those that are
 * `open`, or the one that `sends` is called with, which then passes nothing on of what it sent.
 */
export async function startProxy(
	url: string,
	sends: (client: Socket, bytes: Buffer) => void = () => {}
): Promise<Proxy> {
	const target = new URL(url);
	const open = new Set<Socket>();
	const proxy = createServer((client) => {
		const server = createConnection(Number(target.port), target.hostname);
		open.add(client);
		client.on('data', (bytes) => {
			sends(client, bytes);
			if (!client.destroyed) server.write(bytes);
		});
		server.on('data', (bytes) => client.write(bytes));
		for (const socket of [client, server]) socket.on('error', () => {});
		client.on('close', () => {
			open.delete(client);
			server.destroy();
		});
		server.on('close', () => client.destroy());
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	onTestFinished(() => void proxy.close());
	const through = new URL(url);
	through.port = String((proxy.address() as AddressInfo).port);
	return { url: through.href, open };
}

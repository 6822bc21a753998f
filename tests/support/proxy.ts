import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A database's address by way of a proxy, and the connections to that. */
export type Proxy = {
	url: string;
	open: Set<Socket>;
	/** From now on nobody is let through, as if there were no database. */
	close(): Promise<void>;
	/** The database is there again. */
	reopen(): Promise<void>;
};

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
	const listen = async (port: number) => {
		proxy.listen(port, '127.0.0.1');
		await once(proxy, 'listening');
		return (proxy.address() as AddressInfo).port;
	};
	const port = await listen(0);
	onTestFinished(() => void proxy.close());
	const through = new URL(url);
	through.port = String(port);
	return {
		url: through.href,
		open,
		close: async () => {
			const closed = once(proxy, 'close');
			proxy.close();
			for (const client of open) client.destroy();
			await closed;
		},
		reopen: async () => void (await listen(port))
	};
}

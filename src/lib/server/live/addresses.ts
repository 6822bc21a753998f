import type { IncomingMessage } from 'node:http';
import { clientAddress, ownAddress, type ProxyHeaders } from '../http/client-address.ts';

/** How many connections each network address has. This machine's own address does not count. */
export function countAddresses(proxy: ProxyHeaders) {
	const counts = new Map<string, number>();
	const addressOf = (request: IncomingMessage) => ownAddress(clientAddress(request, proxy));
	return {
		of: (request: IncomingMessage) => counts.get(addressOf(request) ?? '') ?? 0,
		count(connection: { request: IncomingMessage; once(event: 'close', gone: () => void): void }) {
			const address = addressOf(connection.request);
			if (address === null) return;
			counts.set(address, (counts.get(address) ?? 0) + 1);
			connection.once('close', () => {
				const left = (counts.get(address) ?? 1) - 1;
				if (left > 0) counts.set(address, left);
				else counts.delete(address);
			});
		}
	};
}

import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Behind a proxy that does not tell us who asks, everybody comes from here. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/** Which header a proxy writes the client's address into, and how many proxies there are. */
export type ProxyHeaders = { addressHeader: string | null; depth: number };

/**
 * The network address that a request came from, told as adapter-node tells it: with `addressHeader`
 * the proxy's word, else the connection's. Undefined where a proxy should have said it and did not.
 */
export function clientAddress(
	request: IncomingMessage,
	{ addressHeader, depth }: ProxyHeaders
): string | undefined {
	if (!addressHeader) return request.socket.remoteAddress;
	const value = request.headers[addressHeader];
	const text = Array.isArray(value) ? value.join(',') : value;
	if (!text || addressHeader !== 'x-forwarded-for') return text;
	return text.split(',').at(-depth)?.trim();
}

/**
 * What of an address says who asks; null for this machine's own, which everybody may share. One
 * subscriber has a whole /64 of IPv6 addresses, so its first half counts.
 */
export function ownAddress(address: string | undefined): string | null {
	if (address === undefined || LOOPBACK.test(address)) return null;
	if (!isIPv6(address) || address.includes('.')) return address;
	const [head = '', tail = ''] = address.split('::');
	const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean));
	const zeros = Array<string>(Math.max(0, 8 - before!.length - after!.length)).fill('0');
	return [...before!, ...zeros, ...after!].slice(0, 4).join(':');
}

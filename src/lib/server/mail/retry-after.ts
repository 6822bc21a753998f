import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** The answers with which an API may ask to be left alone for a while. */
const BUSY = new Set([429, 503]);
/** Milliseconds that are waited at most, whatever was asked for. */
const LONGEST = 3_600_000;

/**
 * Hears what the answers of an API ask for with `Retry-After`, which mailgun.js does not pass on:
 * Node tells of every response before whoever asked has it. The answer tells until when to leave the
 * API alone, in epoch milliseconds; a time that is past where nothing was asked. It listens for as
 * long as the process lives.
 */
export function hearRetryAfter(api: string): () => number {
	const { host } = new URL(api);
	let until = 0;
	subscribe('http.client.response.finish', (heard) => {
		const { request, response } = heard as { request: ClientRequest; response: IncomingMessage };
		if (request.getHeader('host') !== host || !BUSY.has(response.statusCode ?? 0)) return;
		until = Math.max(until, readRetryAfter(response.headers['retry-after'], Date.now()));
	});
	return () => until;
}

/** What the header says (seconds, or a date) as epoch milliseconds; 0 for what cannot be read. */
export function readRetryAfter(header: string | undefined, now: number): number {
	if (!header) return 0;
	const at = /^\d+$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
	return Number.isNaN(at) ? 0 : Math.min(at, now + LONGEST);
}

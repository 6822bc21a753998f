import { createHash, timingSafeEqual } from 'node:crypto';
import { text } from '@sveltejs/kit';
import { within } from '$lib/server/deadline';
import { runtime } from '$lib/server/runtime';
import type { RequestHandler } from './$types';

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Prometheus metrics, for whoever knows the token where one is set. */
export const GET: RequestHandler = async ({ request }) => {
	const { config, metrics } = runtime();
	const given = request.headers.get('authorization') ?? '';
	// Digests have one length, so the comparison tells nothing about the token.
	if (
		config.metricsToken &&
		!timingSafeEqual(digest(given), digest(`Bearer ${config.metricsToken}`))
	) {
		return text('A bearer token is needed.\n', {
			status: 401,
			headers: { 'www-authenticate': 'Bearer' }
		});
	}
	const { registry } = metrics;
	const body = await within(5_000, 'collecting metrics', () => registry.metrics());
	return text(body, { headers: { 'content-type': registry.contentType } });
};

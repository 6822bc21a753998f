import type { RequestEvent } from '@sveltejs/kit';
import template from './error.html?raw';

/** Seconds after which it may be worth to try again: the "minute" of the words. */
const RETRY_AFTER = '60';

/** An answer as that of a fault which passes by itself: come back later. */
export function answeredLater({ body, headers }: Response): Response {
	const later = new Response(body, { status: 503, headers });
	later.headers.set('retry-after', RETRY_AFTER);
	return later;
}

/** That answer where no page can be made, to a browser or to what asks for data. */
export function sayLater(
	{ request, isDataRequest }: Pick<RequestEvent, 'request' | 'isDataRequest'>,
	error: App.Error
): Response {
	const accepted = request.headers.get('accept') ?? '';
	if (isDataRequest || accepted.includes('application/json')) {
		return answeredLater(Response.json(error));
	}
	// The words are our own, so there is nothing in them to escape.
	const page = template.replaceAll('%sveltekit.error.message%', error.message);
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return answeredLater(new Response(page, { headers }));
}

import { error } from '@sveltejs/kit';
import { readLogo } from '$lib/server/settings/logo';
import type { RequestHandler } from './$types';

/**
 * The business's logo, for anybody: pages and mail show it. Under the address that names its version
 * it never changes, so it is kept for a year.
 */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const logo = await readLogo(locals.sql);
	if (!logo) error(404, 'There is no logo.');

	const etag = `"${logo.version}"`;
	const lasting = url.searchParams.get('v') === String(logo.version);
	const headers = {
		etag,
		'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
		'content-type': logo.mediaType,
		'x-content-type-options': 'nosniff',
		// Mail programs that run in a browser show it on a page of theirs.
		'cross-origin-resource-policy': 'cross-origin'
	};
	if (request.headers.get('if-none-match')?.includes(etag)) {
		return new Response(null, { status: 304, headers });
	}
	return new Response(new Uint8Array(logo.content), { headers });
};

/**
 * The security headers of every response: pages, JSON and static files. server.ts sets them before
 * anything else answers, so that adapter-node's static files have them too; a page then replaces
 * the content security policy with its own, which carries its nonce (svelte.config.js).
 *
 * Nothing refers to another site, because addresses here are secrets (R5). It is `same-origin`
 * rather than `no-referrer`, under which browsers send `Origin: null` with our own forms.
 */
export function securityHeaders(origin: string): Record<string, string> {
	const headers: Record<string, string> = {
		'content-security-policy':
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		'x-content-type-options': 'nosniff',
		// For browsers that do not know frame-ancestors; the others ignore it.
		'x-frame-options': 'SAMEORIGIN',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy':
			'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'
	};
	if (origin.startsWith('https:')) headers['strict-transport-security'] = 'max-age=31536000';
	return headers;
}

/** The service worker may ask this server, and nobody else, for the pages that it answers with. */
export const serviceWorker = {
	path: '/service-worker.js',
	headers: { 'content-security-policy': "default-src 'none'; connect-src 'self'" }
};

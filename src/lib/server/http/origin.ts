const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something as far as its origin goes: a page of another site must
 * not act in the name of whoever is signed in here, nor with a manage link.
 *
 * The browser's own word (`Sec-Fetch-Site`) decides where there is one; `none` is a person's act
 * that no site can cause, such as sending a form again by reloading. Without it, on plain http,
 * `Origin` must be the configured one. While that is a loopback address (the unconfigured
 * default), every loopback name that the request itself was sent to will do, so that 127.0.0.1
 * works like localhost; a foreign name that resolves to this machine does not. With neither header
 * the request is refused: every browser of the last years sends one of them with a POST.
 */
export function mayWrite(method: string, headers: Headers, configured: string): boolean {
	if (READS.has(method)) return true;

	const site = headers.get('sec-fetch-site');
	if (site) return site === 'same-origin' || site === 'none';

	const origin = headers.get('origin');
	if (!origin || !URL.canParse(origin)) return false;
	if (origin === configured) return true;
	const { host, hostname } = new URL(origin);
	return (
		isLoopback(new URL(configured).hostname) && isLoopback(hostname) && host === headers.get('host')
	);
}

function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127\.\d+\.\d+\.\d+$/.test(hostname)
	);
}

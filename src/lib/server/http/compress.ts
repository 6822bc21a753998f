/** What is written in letters; pictures and fonts are small already. */
const WORDS = /^(text\/(html|plain|sveltekit-data)|application\/json)\b/;

/** Bytes below which it is not worth it. */
const LITTLE = 1_000;

/**
 * The answer as it goes over the wire: pages and data in less than a third of their bytes, where
 * the browser can read that. Built files are compressed when they are built.
 *
 * Whoever can see how long an answer is, and can make somebody's browser ask with words of their
 * choice in the address, learns from its length whether those words are in it (BREACH). So what
 * another site made the browser of somebody signed in ask for stays as it is. A manage link's page
 * needs no such care: who does not know its secret cannot ask for it.
 * @param known whether the request is somebody's who is signed in
 */
export function compress(request: Request, response: Response, known: boolean): Response {
	const { headers, body } = response;
	const length = headers.get('content-length');
	const site = request.headers.get('sec-fetch-site') ?? 'none';
	if (!body || request.method === 'HEAD') return response;
	if (headers.has('content-encoding') || !WORDS.test(headers.get('content-type') ?? '')) {
		return response;
	}
	if (length !== null && Number(length) < LITTLE) return response;
	headers.append('vary', 'accept-encoding');
	if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response;
	if (known && site !== 'same-origin' && site !== 'none') return response;
	const compressed = new Response(body.pipeThrough(new CompressionStream('gzip')), response);
	compressed.headers.set('content-encoding', 'gzip');
	compressed.headers.delete('content-length');
	return compressed;
}

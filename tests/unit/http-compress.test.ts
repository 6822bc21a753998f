import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress } from '../../src/lib/server/http/compress.ts';

const text = 'Choose a new time. '.repeat(200);
const page = (init: ResponseInit = { headers: { 'content-type': 'text/html' } }) =>
	new Response(text, init);
const asked = (headers: Record<string, string> = {}, method = 'GET') =>
	new Request('https://book.test/b/x', {
		method,
		headers: { 'accept-encoding': 'gzip, deflate, br', ...headers }
	});

describe('what goes over the wire', () => {
	it('is a page in fewer bytes, and the same page', async () => {
		const headers = { 'content-type': 'text/html', 'content-length': String(text.length) };
		const answer = compress(asked(), page({ status: 404, headers }), false);
		expect(answer.status).toBe(404);
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		expect(answer.headers.get('vary')).toBe('accept-encoding');
		expect(answer.headers.has('content-length')).toBe(false);
		const bytes = Buffer.from(await answer.arrayBuffer());
		expect(bytes.length).toBeLessThan(text.length / 3);
		expect(gunzipSync(bytes).toString()).toBe(text);
	});

	it('keeps every cookie', () => {
		const given = page();
		given.headers.append('set-cookie', 'a=1');
		given.headers.append('set-cookie', 'b=2');
		expect(compress(asked(), given, false).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
	});

	it.each([
		['who cannot read it', asked({ 'accept-encoding': 'identity' }), page()],
		['a HEAD', asked({}, 'HEAD'), page()],
		['a picture', asked(), page({ headers: { 'content-type': 'image/png' } })],
		[
			'what is compressed',
			asked(),
			page({ headers: { 'content-type': 'text/html', 'content-encoding': 'br' } })
		],
		[
			'what is little',
			asked(),
			page({ headers: { 'content-type': 'application/json', 'content-length': '90' } })
		]
	])('is as it was for %s', (_, request, response) => {
		const before = response.headers.get('content-encoding');
		expect(compress(request, response, false).headers.get('content-encoding')).toBe(before);
	});

	it('does not tell another site by its length what is on the page of somebody signed in', () => {
		const encoding = (site: string, known: boolean) =>
			compress(asked({ 'sec-fetch-site': site }), page(), known).headers.get('content-encoding');
		expect(encoding('cross-site', true)).toBeNull();
		expect(encoding('same-site', true)).toBeNull();
		expect(encoding('same-origin', true)).toBe('gzip');
		expect(encoding('none', true)).toBe('gzip');
		// A link in a mail that is read in the browser.
		expect(encoding('cross-site', false)).toBe('gzip');
	});
});

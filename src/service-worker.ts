/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { version } from '$service-worker';

// For customers: a page that cannot be had for lack of a connection becomes one that says so, with
// the business's name and how to reach it. Nothing else is kept, and nothing of anybody. It is only
// asked about the customers' pages: (portal)/offline.ts says which.

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** What is shown without a connection, and what where there seems to be one. */
const OFFLINE = '/offline';
const UNREACHABLE = '/offline?unreachable';
/** What both need: it reads them anew once there is a connection. */
const SCRIPT = '/back-online.js';
const KEPT = `offline-${version}`;
/** Milliseconds after which the kept page is read again, when there is a connection. */
const FRESH = 24 * 3_600_000;

/** Keeps the pages as somebody sees them whom nobody knows. */
async function keep(): Promise<void> {
	const cache = await caches.open(KEPT);
	for (const address of [SCRIPT, OFFLINE, UNREACHABLE]) {
		const answer = await fetch(address, { credentials: 'omit', cache: 'no-store' });
		if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
		await cache.put(address, answer);
	}
}

async function keepFresh(): Promise<void> {
	const kept = await caches.match(OFFLINE);
	const read = Date.parse(kept?.headers.get('date') ?? '');
	if (!(Date.now() - read < FRESH)) await keep();
}

async function start(): Promise<void> {
	for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
	// A page need not wait until this worker has woken up.
	await worker.registration.navigationPreload?.enable();
	await worker.clients.claim();
}

async function answer(event: FetchEvent): Promise<Response> {
	try {
		const page: Response = (await event.preloadResponse) ?? (await fetch(event.request));
		event.waitUntil(keepFresh().catch(() => {}));
		return page;
	} catch (caught) {
		// A browser that says that it is online may be wrong; that it is not is never wrong.
		const kept = await caches.match(navigator.onLine ? UNREACHABLE : OFFLINE);
		if (!kept) throw caught;
		return kept;
	}
}

async function script(request: Request): Promise<Response> {
	return (await caches.match(SCRIPT)) ?? fetch(request);
}

worker.addEventListener('install', (event) => {
	event.waitUntil(keep().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => event.waitUntil(start()));
worker.addEventListener('fetch', (event) => {
	if (new URL(event.request.url).pathname === SCRIPT) event.respondWith(script(event.request));
	const { mode, method } = event.request;
	if (mode === 'navigate' && method === 'GET') event.respondWith(answer(event));
});

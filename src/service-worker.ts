/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { version } from '$service-worker';

// For customers: a page that cannot be had for lack of a connection becomes one that says so, with
// the business's name and how to reach it. Nothing else is kept, and nothing of anybody.

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const OFFLINE = '/offline';
const KEPT = `offline-${version}`;
/** Milliseconds after which the kept page is read again, when there is a connection. */
const FRESH = 24 * 3_600_000;
const CUSTOMERS = /^\/(b|book|portal)(\/|$)/;

/** Keeps the page as somebody sees it whom nobody knows. */
async function keep(): Promise<void> {
	const page = await fetch(OFFLINE, { credentials: 'omit', cache: 'no-store' });
	if (!page.ok) throw new Error(`The page for being offline answered ${page.status}`);
	const cache = await caches.open(KEPT);
	await cache.put(OFFLINE, page);
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
		const kept = await caches.match(OFFLINE);
		if (!kept) throw caught;
		return kept;
	}
}

worker.addEventListener('install', (event) => {
	event.waitUntil(keep().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => event.waitUntil(start()));
worker.addEventListener('fetch', (event) => {
	const { mode, method, url } = event.request;
	if (mode !== 'navigate' || method !== 'GET') return;
	if (CUSTOMERS.test(new URL(url).pathname)) event.respondWith(answer(event));
});

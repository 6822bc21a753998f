import { randomBytes } from 'node:crypto';
import {
	error,
	isHttpError,
	isRedirect,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { sessionCookie } from '$lib/server/accounts/cookie';
import { mayOpen } from '$lib/server/accounts/may-open';
import { readSession } from '$lib/server/accounts/session';
import { sessionKey } from '$lib/server/accounts/session-store';
import { within } from '$lib/server/deadline';
import { compress } from '$lib/server/http/compress';
import { mayWrite } from '$lib/server/http/origin';
import { loggedPath } from '$lib/server/http/paths';
import { passingFault } from '$lib/server/passing-fault';
import { customerCookie } from '$lib/server/portal/cookies';
import { readCustomerSession } from '$lib/server/portal/session';
import { runtime } from '$lib/server/runtime';
import { readBusiness } from '$lib/server/settings/business';
import { directionOf, wordsFor } from '$lib/words';
import { answeredLater, sayLater } from './later';
import { findLanguage } from './routes/(portal)/place';

/** Milliseconds that a request may take before it is answered all the same. */
const DEADLINE = 15_000;

/** Whether a route lies under a prefix; groups such as `(portal)` are no part of an address. */
function under(routeId: string | null, prefix: string): boolean {
	const address = routeId?.replace(/\/\([^)]+\)/g, '');
	return address === prefix || !!address?.startsWith(`${prefix}/`);
}

const equip: Handle = ({ event, resolve }) => {
	event.locals.requestId = randomBytes(5).toString('hex');
	event.locals.sql = runtime().sql;
	event.locals.staff = null;
	event.locals.sessionKey = null;
	event.locals.customer = null;
	event.locals.customerSessionKey = null;
	event.locals.language = 'en';
	event.locals.passes = false;
	// Known once it is known who reads.
	const transformPageChunk = ({ html }: { html: string }) =>
		html
			.replace('%reslot.lang%', event.locals.language)
			.replace('%reslot.dir%', directionOf(event.locals.language));
	return resolve(event, { transformPageChunk });
};

const log: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const write = (status: number) => {
		const { method } = event.request;
		runtime().log.info({
			id: event.locals.requestId,
			method,
			path: loggedPath(event.url.pathname),
			status,
			ms: Math.round(performance.now() - started)
		});
	};
	try {
		const response = await resolve(event);
		write(response.status);
		return response;
	} catch (thrown) {
		write(isRedirect(thrown) || isHttpError(thrown) ? thrown.status : 500);
		throw thrown;
	}
};

/** Whether an address can be read; a mail program may have broken it. */
function isWhole(path: string): boolean {
	try {
		// What comes of it is asked about, or the bundler takes the question out.
		return decodeURI(path) !== '';
	} catch {
		return false;
	}
}

// It leads to no page as it is, not even to one that says so: as plain letters it does.
const mendAddress: Handle = ({ event, resolve }) => {
	const { pathname } = event.url;
	if (event.request.method !== 'GET' || isWhole(pathname)) return resolve(event);
	// Two slashes at its start would lead to another site.
	const location = pathname.replaceAll('%', '%25').replace(/^[/\\]+/, '/');
	return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
};

// A page's code is asked for in few files (src/chunks.ts), and SvelteKit's own of one line each are
// none of them.
const askForLittle: Handle = ({ event, resolve }) =>
	resolve(event, {
		preload: ({ type, path }) =>
			type === 'css' || (type === 'js' && !path.includes('/immutable/nodes/'))
	});

const makeSmall: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { staff, customer } = event.locals;
	return compress(event.request, response, Boolean(staff ?? customer));
};

/** What is said of a fault that passes by itself. */
function wordsOfPassing(kind: 'away' | 'long', language: string): string {
	const { errors } = wordsFor(language);
	return kind === 'long' ? errors.tooSlow : errors.busy.words;
}

const answerInTime: Handle = async ({ event, resolve }) => {
	try {
		const response = await within(DEADLINE, 'a request', async () => resolve(event));
		// SvelteKit knows no other status for what a page or an endpoint throws.
		return event.locals.passes && response.status === 500 ? answeredLater(response) : response;
	} catch (thrown) {
		const passing = passingFault(thrown);
		if (!passing) throw thrown;
		const { requestId: id, language } = event.locals;
		logFault(event, thrown);
		return sayLater(event, { message: wordsOfPassing(passing, language), id });
	}
};

/** Mailgun's own address here: what comes from no browser has a signature in place of an origin. */
const SIGNED = '/api/webhooks/mailgun';

const refuseOtherSites: Handle = ({ event, resolve }) => {
	const { origin } = runtime().config;
	if (event.route.id === SIGNED) return resolve(event);
	if (!mayWrite(event.request.method, event.request.headers, origin)) {
		error(403, wordsFor(event.locals.language).errors.otherSite(origin));
	}
	return resolve(event);
};

const recogniseStaff: Handle = async ({ event, resolve }) => {
	const cookie = sessionCookie(runtime().config.origin);
	const secret = event.cookies.get(cookie.name);
	if (secret) {
		const found = await readSession(event.locals.sql, secret);
		event.locals.staff = found?.staff ?? null;
		event.locals.sessionKey = found && sessionKey(secret);
		if (!found) event.cookies.delete(cookie.name, cookie.attributes);
		else if (found.extended) {
			const expires = new Date(found.session.expiresAt);
			event.cookies.set(cookie.name, secret, { ...cookie.attributes, expires });
		}
	}
	return resolve(event);
};

const recogniseCustomer: Handle = async ({ event, resolve }) => {
	const cookie = customerCookie(runtime().config.origin);
	const secret = event.cookies.get(cookie.name);
	if (secret) {
		const found = await readCustomerSession(event.locals.sql, secret);
		event.locals.customer = found?.customer ?? null;
		event.locals.customerSessionKey = found?.key ?? null;
		if (!found) event.cookies.delete(cookie.name, cookie.attributes);
		else if (found.extended) {
			const expires = new Date(found.expiresAt);
			event.cookies.set(cookie.name, secret, { ...cookie.attributes, expires });
		}
	}
	return resolve(event);
};

// Before any part of a page is read, and for what is no page: the parts do not wait for each other.
const readLanguage: Handle = async ({ event, resolve }) => {
	if (event.route.id?.startsWith('/(portal)')) {
		event.locals.language = await findLanguage(event);
	}
	return resolve(event);
};

// Pages, actions and endpoints alike. It goes by the route rather than by the address, which can
// be spelt in more than one way.
const guardBackOffice: Handle = ({ event, resolve }) => {
	if (!event.route.id || !under(event.route.id, '/admin')) return resolve(event);
	const { staff } = event.locals;
	if (!staff) {
		if (event.request.headers.get('accept') === 'application/json' && !event.isDataRequest) {
			const isAction = event.request.headers.has('x-sveltekit-action');
			if (!isAction) error(401, 'You are signed out. Sign in again to go on.');
		}
		const page = event.url.pathname + (event.request.method === 'GET' ? event.url.search : '');
		redirect(303, `/login?next=${encodeURIComponent(page)}`);
	}
	const act = event.request.method === 'POST' ? actionOf(event.url) : null;
	if (!mayOpen(staff.role, event.route.id, event.request.method, act)) {
		error(403, 'Your account does not open this page. Ask the owner if you need it to.');
	}
	return resolve(event);
};

/** The name of a page's action in its address, as SvelteKit reads it. */
function actionOf(url: URL): string {
	for (const [name] of url.searchParams) if (name.startsWith('/')) return name.slice(1);
	return 'default';
}

// What the owner does after their account is made, and before there is anything to see.
const guardSetup: Handle = async ({ event, resolve }) => {
	const { staff, sql } = event.locals;
	if (under(event.route.id, '/setup') && event.route.id !== '/setup') {
		if (!staff) redirect(303, '/login');
		if (staff.role !== 'owner') error(403, 'Only the owner sets up Reslot.');
	}
	const isPage = event.request.method === 'GET' && event.route.id === '/admin';
	if (isPage && staff?.role === 'owner' && !(await readBusiness(sql))) {
		redirect(303, '/setup/business');
	}
	return resolve(event);
};

/** What stands there is somebody's own, or has a secret in its address. */
const PRIVATE = [
	'/admin',
	'/login',
	'/join',
	'/reset',
	'/setup',
	'/b',
	'/portal',
	'/book',
	'/zone'
];

/** Nobody but the customer shall find what is there; some of it has a secret in its address (R5). */
const UNLISTED = ['/b', '/portal'];

const keepPrivate: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { id } = event.route;
	// Their name is on every page of somebody who is signed in; files say for themselves how they keep.
	const named = event.locals.customer !== null && !response.headers.has('cache-control');
	if (named || PRIVATE.some((prefix) => under(id, prefix))) {
		response.headers.set('cache-control', 'no-store');
	}
	if (UNLISTED.some((prefix) => under(id, prefix))) {
		response.headers.set('x-robots-tag', 'noindex, nofollow');
	}
	return response;
};

export const handle = sequence(
	equip,
	log,
	mendAddress,
	askForLittle,
	makeSmall,
	keepPrivate,
	answerInTime,
	refuseOtherSites,
	recogniseStaff,
	recogniseCustomer,
	readLanguage,
	guardBackOffice,
	guardSetup
);

function logFault({ locals, url }: RequestEvent, err: unknown): void {
	const path = loggedPath(url.pathname);
	runtime().log.error({ id: locals.requestId, path, err }, 'a request failed');
}

export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
	const { requestId: id, language } = event.locals;
	const { errors } = wordsFor(language);
	if (status === 404) return { message: errors.noPage.plainly, id };
	// That is SvelteKit's own, for what cannot be read.
	if (status === 400) return { message: errors.notWhole, id };
	if (status < 500) return { message, id };
	logFault(event, fault);
	const passing = passingFault(fault);
	if (!passing) return { message: errors.ours.words, id };
	event.locals.passes = true;
	return { message: wordsOfPassing(passing, language), id, passes: true };
};

import { globSync, readFileSync } from 'node:fs';

/** What the rows of the table below are about: an own booking of the fieldworker who asks, and another's. */
type Subjects = { own: number; others: number; from: number; until: number };

type Route = {
	/** An address of the route; `others` is the one of somebody else's. */
	at: (of: Subjects) => string;
	others?: (of: Subjects) => string;
	/** Whether fieldworkers open it, and which of its actions they may do. */
	fieldworkers: 'closed' | { actions: string[] };
	/** What an office gets there, where it is not the page. */
	answers?: number;
};

const closed = (address: string, answers?: number): Route => ({
	at: () => address,
	fieldworkers: 'closed',
	answers
});
const open = (at: Route['at'], actions: string[] = []): Route => ({
	at,
	fieldworkers: { actions }
});

/**
 * Every route of the back office, and whom it is for. A new one has to be added here, which is the
 * moment to think of who may see it.
 */
export const OFFICE_ROUTES: Record<string, Route> = {
	'/admin': open(() => '/admin'),
	'/admin/[...path]': { at: () => '/admin/nothing', fieldworkers: { actions: [] }, answers: 404 },
	'/admin/account': open(() => '/admin/account', ['name', 'notices', 'password', 'revoke']),
	'/admin/activity': open(() => '/admin/activity'),
	'/admin/blocked-events': closed('/admin/blocked-events'),
	'/admin/board/block': closed('/admin/board/block', 405),
	'/admin/board/book': closed('/admin/board/book', 405),
	'/admin/board/choices': closed('/admin/board/choices'),
	'/admin/board/move': closed('/admin/board/move', 405),
	'/admin/board/preview': closed('/admin/board/preview', 400),
	'/admin/board/reopen': { ...open(() => '/admin/board/reopen', ['POST']), answers: 405 },
	'/admin/board/unblock': closed('/admin/board/unblock', 405),
	'/admin/bookings': open(() => '/admin/bookings?from=2000-01-01'),
	'/admin/bookings/[id]': {
		...open(({ own }) => `/admin/bookings/${own}`, ['outcome', 'reopen']),
		others: ({ others }) => `/admin/bookings/${others}`
	},
	'/admin/bookings/[id]/view': {
		...open(({ own }) => `/admin/bookings/${own}/view`),
		others: ({ others }) => `/admin/bookings/${others}/view`
	},
	'/admin/bookings/export': closed('/admin/bookings/export', 405),
	'/admin/bookings/new': closed('/admin/bookings/new'),
	'/admin/bookings/new/times': closed('/admin/bookings/new/times', 400),
	'/admin/bookings/several': closed('/admin/bookings/several'),
	'/admin/calendar': open(({ from, until }) => `/admin/calendar?from=${from}&until=${until}`),
	'/admin/clashes': closed('/admin/clashes'),
	'/admin/clashes/count': closed('/admin/clashes/count'),
	'/admin/customers': closed('/admin/customers'),
	'/admin/customers/[id]': closed('/admin/customers/1'),
	'/admin/customers/[id]/edit': closed('/admin/customers/1/edit'),
	'/admin/customers/[id]/erase': closed('/admin/customers/1/erase'),
	'/admin/customers/new': closed('/admin/customers/new'),
	'/admin/customers/suggest': closed('/admin/customers/suggest?search=cus'),
	'/admin/emails': closed('/admin/emails'),
	'/admin/emails/[id]': closed('/admin/emails/1'),
	'/admin/emails/[id]/calendar': closed('/admin/emails/999999/calendar', 404),
	'/admin/emails/[id]/content': closed('/admin/emails/1/content'),
	'/admin/emails/paused': closed('/admin/emails/paused'),
	'/admin/fieldworkers': closed('/admin/fieldworkers'),
	'/admin/fieldworkers/[id]': closed('/admin/fieldworkers/1'),
	'/admin/fieldworkers/new': closed('/admin/fieldworkers/new'),
	'/admin/services': closed('/admin/services'),
	'/admin/services/[id]': closed('/admin/services/1'),
	'/admin/services/new': closed('/admin/services/new'),
	'/admin/settings': closed('/admin/settings'),
	'/admin/settings/audit-log': closed('/admin/settings/audit-log'),
	'/admin/settings/business': closed('/admin/settings/business'),
	'/admin/settings/business/hours': closed('/admin/settings/business/hours'),
	'/admin/settings/customer-portal/flags-and-permissions': closed(
		'/admin/settings/customer-portal/flags-and-permissions'
	),
	'/admin/settings/customer-portal/flags-and-permissions/standings': closed(
		'/admin/settings/customer-portal/flags-and-permissions/standings',
		405
	),
	'/admin/settings/email-templates': closed('/admin/settings/email-templates'),
	'/admin/settings/email-templates/[kind]': closed('/admin/settings/email-templates/reminder'),
	'/admin/settings/email-templates/[kind]/preview': closed(
		'/admin/settings/email-templates/reminder/preview',
		405
	),
	'/admin/settings/email-templates/[kind]/preview/frame': closed(
		'/admin/settings/email-templates/reminder/preview/frame'
	),
	'/admin/settings/email-templates/bookings': closed('/admin/settings/email-templates/bookings'),
	'/admin/settings/reminders': closed('/admin/settings/reminders'),
	'/admin/settings/staff-accounts': closed('/admin/settings/staff-accounts'),
	'/admin/settings/staff-accounts/[id]': closed('/admin/settings/staff-accounts/1')
};

const FILES = 'src/routes/admin/**/+{page,server,page.server}.{ts,svelte}';

/** The routes of the back office as they are in the tree. */
export const routesInTree = (): string[] => [
	...new Set(
		globSync(FILES).map((file) => file.replace('src/routes', '').replace(/\/\+[^/]*$/, ''))
	)
];

/** What can be sent to a route, by its source: its methods, or the names of its page's actions. */
export function waysInto(route: string): { methods: string[]; actions: string[] } {
	const read = (name: string) => {
		const [file] = globSync(`src/routes${route.replaceAll(/[[\]]/g, '[$&]')}/${name}`);
		return file ? readFileSync(file, 'utf8') : '';
	};
	const methods = [...read('+server.ts').matchAll(/^export const ([A-Z]+)\b/gm)].map(
		([, method]) => method!
	);
	const [, body = ''] =
		/^export const actions\b[^{]*\{([^]*?)^\};/m.exec(read('+page.server.ts')) ?? [];
	const actions = [...body.matchAll(/^\t(\w+):/gm)].map(([, action]) => action!);
	return {
		methods: read('+page.svelte') || actions.length ? ['GET', ...methods] : methods,
		actions
	};
}

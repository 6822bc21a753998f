import { z } from 'zod';

/** One variable of the environment. */
export type Entry = {
	/** One line for `.env.example`. */
	doc: string;
	schema: z.ZodType;
	/** What holds when the variable is absent, in words or as a value. */
	default: string;
	example: string;
	/** Never shown, not even when it is wrong. */
	secret?: true;
};

const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });

/** An address without a path: `https://book.example.com`, not `https://book.example.com/`. */
const origin = webAddress
	.refine(
		(value) => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`,
		'has more than an origin'
	)
	.transform((value) => new URL(value).origin);

/** `name@host` or `Some Name <name@host>`. */
const sender = z
	.string()
	.regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'is not a mail address');

/** What may be set, in the order of `.env.example`. */
export const entries = {
	DATABASE_URL: {
		doc: 'Postgres 15 or newer. Without it an embedded Postgres keeps its data in .data/postgres.',
		schema: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }),
		default: 'the embedded Postgres',
		example: 'postgres://reslot:secret@localhost:5432/reslot',
		secret: true
	},
	PORT: {
		doc: 'The port that the web server listens on.',
		schema: z
			.string()
			.regex(/^\d{1,5}$/, 'is not a port number')
			.transform(Number)
			.refine((port) => port >= 1 && port <= 65535, 'is not between 1 and 65535'),
		default: '3000',
		example: '3000'
	},
	HOST: {
		doc: 'The address that it listens on. 0.0.0.0 opens it to the network; mind the demo password.',
		schema: z.string().regex(/^[\w.:-]+$/, 'is not a host name or address'),
		default: '127.0.0.1',
		example: '0.0.0.0'
	},
	ORIGIN: {
		doc: 'The address that people type and that links in mail carry.',
		schema: origin,
		default: 'http://localhost:<PORT>',
		example: 'https://book.example.com'
	},
	ROLE: {
		doc: 'What this process does: web (pages), worker (mail and other jobs) or all.',
		schema: z.enum(['web', 'worker', 'all'], 'is none of web, worker, all'),
		default: 'all',
		example: 'all'
	},
	MAILGUN_API_KEY: {
		doc: 'Without it no mail leaves: mails are kept in the Email log, to be read there.',
		schema: z.string(),
		default: 'nothing is sent',
		example: 'key-0123456789abcdef',
		secret: true
	},
	MAILGUN_DOMAIN: {
		doc: 'The sending domain at Mailgun. Needed with MAILGUN_API_KEY.',
		schema: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'is not a domain'),
		default: 'none',
		example: 'mg.example.com'
	},
	MAILGUN_URL: {
		doc: "Mailgun's API; the European region has its own.",
		schema: webAddress,
		default: 'https://api.mailgun.net',
		example: 'https://api.eu.mailgun.net'
	},
	MAILGUN_WEBHOOK_SIGNING_KEY: {
		doc: 'Proves that delivery reports come from Mailgun. Without it they are refused.',
		schema: z.string(),
		default: 'reports are refused',
		example: '0123456789abcdef0123456789abcdef',
		secret: true
	},
	MAIL_FROM: {
		doc: 'The sender of every mail.',
		schema: sender,
		default: 'bookings@<MAILGUN_DOMAIN>',
		example: 'Ada Cleaning <bookings@example.com>'
	},
	METRICS_TOKEN: {
		doc: 'With it, /metrics answers only to "Authorization: Bearer <token>".',
		schema: z.string().regex(/^\S{8,}$/, 'is shorter than 8 characters or has spaces'),
		default: '/metrics is open',
		example: 'a-long-random-word',
		secret: true
	},
	LOG_LEVEL: {
		doc: 'Logs are JSON lines on stdout: trace, debug, info, warn, error, fatal or silent.',
		schema: z.enum(
			['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
			'is none of trace, debug, info, warn, error, fatal, silent'
		),
		default: 'info; warn when stdout is a terminal',
		example: 'debug'
	}
} satisfies Record<string, Entry>;

/** The text of `.env.example`; a test compares it with the file. */
export function environmentExample(): string {
	const head = '# Everything is optional: without any of it Reslot runs on its own.\n';
	const lines = Object.entries(entries).map(
		([name, entry]) => `# ${entry.doc}\n# Default: ${entry.default}\n# ${name}=${entry.example}\n`
	);
	return [head, ...lines].join('\n');
}

import { existsSync } from 'node:fs';
import { z } from 'zod';
import { entries } from './environment.ts';
import type { Entry } from './environment.ts';
import type { ProxyHeaders } from './http/client-address.ts';
import { StartFault } from './start-fault.ts';

type Name = keyof typeof entries;
type Values = { [N in Name]: z.output<(typeof entries)[N]['schema']> | undefined };

/** What the environment says, parsed; absent optional parts are null. */
export type Config = ReturnType<typeof readConfig>;

function fault(name: Name, what: string): StartFault {
	return new StartFault(`${name} ${what}. Example: ${name}=${entries[name].example}`);
}

function parse(env: NodeJS.ProcessEnv): Values {
	const values: Partial<Record<Name, unknown>> = {};
	for (const [key, entry] of Object.entries(entries) as [Name, Entry][]) {
		// `PORT=` in a compose file means "not set".
		const text = env[key]?.trim();
		if (!text) continue;
		const parsed = entry.schema.safeParse(text);
		if (!parsed.success) {
			const shown = entry.secret ? '' : ` (${JSON.stringify(text.slice(0, 80))})`;
			throw fault(key, `${parsed.error.issues[0]?.message ?? 'is not valid'}${shown}`);
		}
		values[key] = parsed.data;
	}
	return values as Values;
}

/** SvelteKit's own variables, which the live connections have to go by as well. */
const proxy = z.object({
	ADDRESS_HEADER: z
		.string()
		.regex(/^[\w-]*$/, 'is not the name of a header')
		.default(''),
	XFF_DEPTH: z.coerce.number('is not a number').int().min(1, 'is below 1').default(1)
});

function proxyHeaders(env: NodeJS.ProcessEnv): ProxyHeaders {
	const parsed = proxy.safeParse(env);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new StartFault(`${issue?.path.join('.')} ${issue?.message}.`);
	}
	const { ADDRESS_HEADER, XFF_DEPTH } = parsed.data;
	return { addressHeader: ADDRESS_HEADER.toLowerCase() || null, depth: XFF_DEPTH };
}

/**
 * Parses the environment; pure.
 * @throws StartFault naming the first wrong variable, what is wrong and an example; never a secret
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const values = parse(env);
	const port = values.PORT ?? 3000;
	if (values.MAILGUN_API_KEY && !values.MAILGUN_DOMAIN) {
		throw fault('MAILGUN_DOMAIN', 'is missing, and MAILGUN_API_KEY needs it');
	}
	return {
		databaseUrl: values.DATABASE_URL ?? null,
		port,
		host: values.HOST ?? '127.0.0.1',
		origin: values.ORIGIN ?? `http://localhost:${port}`,
		role: values.ROLE ?? 'all',
		mailgun:
			values.MAILGUN_API_KEY && values.MAILGUN_DOMAIN
				? {
						key: values.MAILGUN_API_KEY,
						domain: values.MAILGUN_DOMAIN,
						url: values.MAILGUN_URL ?? 'https://api.mailgun.net'
					}
				: null,
		webhookSigningKey: values.MAILGUN_WEBHOOK_SIGNING_KEY ?? null,
		mailFrom: values.MAIL_FROM ?? `bookings@${values.MAILGUN_DOMAIN ?? 'localhost'}`,
		metricsToken: values.METRICS_TOKEN ?? null,
		proxy: proxyHeaders(env),
		logLevel: values.LOG_LEVEL ?? null
	};
}

/**
 * The configuration of this process: the environment, and `.env` in the working directory for what
 * the environment does not set.
 * @throws StartFault
 */
export function processConfig(): Config {
	if (existsSync('.env')) process.loadEnvFile('.env');
	return readConfig(process.env);
}

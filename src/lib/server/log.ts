import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** Secrets that get into texts: links (R5), passwords in database addresses, mail addresses. */
const SECRETS: [RegExp, string][] = [
	[/\/(b|join|reset|portal\/sign-in)\/[^/\s?#"']+/g, '/$1/…'],
	[/:\/\/[^/\s@]+@/g, '://…@'],
	[/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[a-z]{2,}/gi, '…@…']
];

/** The text without what must not be logged. */
export function safeText(text: string): string {
	return SECRETS.reduce((safe, [pattern, cover]) => safe.replaceAll(pattern, cover), text);
}

type SafeError = {
	name: string;
	message: string;
	code?: string;
	constraint?: string;
	table?: string;
	stack?: string;
	cause?: SafeError;
};

/**
 * What of an error may be logged: not a query's parameters or a constraint's detail, and not the
 * message of Postgres's class 22, which quotes the value that it did not like.
 */
export function safeError(thrown: unknown): SafeError {
	if (!(thrown instanceof Error)) return { name: typeof thrown, message: 'not an Error' };
	const { code, constraint_name, table_name } = thrown as Error & Record<string, unknown>;
	const quotesValue = thrown.name === 'PostgresError' && String(code).startsWith('22');
	const safe: SafeError = {
		name: thrown.name,
		message: quotesValue ? 'a value was not accepted' : safeText(thrown.message)
	};
	if (typeof code === 'string') safe.code = code;
	if (typeof constraint_name === 'string') safe.constraint = constraint_name;
	if (typeof table_name === 'string') safe.table = table_name;
	// Frames only: the head of a stack repeats the message.
	const frames = thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line));
	if (frames?.length) safe.stack = frames.join('\n');
	if (thrown.cause instanceof Error) safe.cause = safeError(thrown.cause);
	return safe;
}

/**
 * The process's log: JSON lines on stdout. On a terminal only warnings and worse by default, as the
 * welcome is there to be read. Errors go in as `{ err }` and come out safe.
 */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
	return pino({
		level: config.logLevel ?? (process.stdout.isTTY ? 'warn' : 'info'),
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
		serializers: { err: safeError }
	});
}

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config.ts';
import { environmentExample } from '../../src/lib/server/environment.ts';
import { StartFault } from '../../src/lib/server/start-fault.ts';

test('an empty environment is a complete configuration', () => {
	expect(readConfig({})).toEqual({
		databaseUrl: null,
		port: 3000,
		proxy: { addressHeader: null, depth: 1 },
		host: '127.0.0.1',
		origin: 'http://localhost:3000',
		role: 'all',
		mailgun: null,
		webhookSigningKey: null,
		mailFrom: 'bookings@localhost',
		metricsToken: null,
		logLevel: null
	});
});

test('a variable that is set to nothing is not set', () => {
	expect(readConfig({ PORT: '', ORIGIN: ' ' })).toEqual(readConfig({}));
});

test('the origin follows the port, and loses its closing slash', () => {
	expect(readConfig({ PORT: '8080' }).origin).toBe('http://localhost:8080');
	expect(readConfig({ ORIGIN: 'https://book.example.com/' }).origin).toBe(
		'https://book.example.com'
	);
});

test('Mailgun needs a key and a domain, and sends as the domain', () => {
	const env = { MAILGUN_API_KEY: 'key-1', MAILGUN_DOMAIN: 'mg.example.com' };
	expect(readConfig(env)).toMatchObject({
		mailgun: { key: 'key-1', domain: 'mg.example.com', url: 'https://api.mailgun.net' },
		mailFrom: 'bookings@mg.example.com'
	});
	expect(() => readConfig({ MAILGUN_API_KEY: 'key-1' })).toThrow('MAILGUN_DOMAIN is missing');
	expect(readConfig({ MAILGUN_DOMAIN: 'mg.example.com' }).mailgun).toBeNull();
});

test.each([
	['PORT', 'http'],
	['PORT', '70000'],
	['HOST', 'a b'],
	['ORIGIN', 'book.example.com'],
	['ORIGIN', 'https://book.example.com/app'],
	['ROLE', 'server'],
	['DATABASE_URL', 'mysql://somebody:hidden@db/x'],
	['MAILGUN_URL', 'ftp://api.mailgun.net'],
	['MAILGUN_DOMAIN', 'nowhere'],
	['MAIL_FROM', 'nobody'],
	['MAIL_FROM', 'Ada <ada@example.com>\nBcc: eve@example.com'],
	['METRICS_TOKEN', 'hidden'],
	['LOG_LEVEL', 'loud']
])('%s=%s is refused in one line with an example', (name, value) => {
	const read = () => readConfig({ [name]: value });
	expect(read).toThrow(StartFault);
	expect(read).toThrow(new RegExp(`^${name} .+ Example: ${name}=\\S.*$`));
	expect(read).not.toThrow('hidden');
});

test('.env.example is printed from the list', async () => {
	expect(await readFile('.env.example', 'utf8')).toBe(environmentExample());
});

test('behind a proxy it is told where clients come from, in SvelteKit’s own variables', () => {
	const { proxy } = readConfig({ ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '2' });
	expect(proxy).toEqual({ addressHeader: 'x-forwarded-for', depth: 2 });
	expect(() => readConfig({ XFF_DEPTH: 'two' })).toThrow(/XFF_DEPTH is not a number/);
	expect(() => readConfig({ ADDRESS_HEADER: 'a header' })).toThrow(/ADDRESS_HEADER/);
});

import { expect, test } from 'vitest';
import { safeError, safeText } from '../../src/lib/server/log.ts';

test('manage links, passwords and mail addresses are covered', () => {
	expect(safeText('GET /b/s3cr3t-t0ken/reschedule?x=1')).toBe('GET /b/…/reschedule?x=1');
	expect(safeText('at /portal/sign-in/s3cr3t:1')).toBe('at /portal/sign-in/…');
	expect(safeText('/join/s3cr3t, /reset/s3cr3t/')).toBe('/join/… /reset/…/');
	expect(safeText('postgres://reslot:pass@db:5432/x')).toBe('postgres://…@db:5432/x');
	expect(safeText('no customer ada@example.com here')).toBe('no customer …@… here');
});

test("an error keeps what helps, and not a query's values", () => {
	const error = Object.assign(new Error('duplicate key value violates "customer_email"'), {
		name: 'PostgresError',
		code: '23505',
		constraint_name: 'customer_email',
		detail: 'Key (email)=(ada@example.com) already exists.',
		parameters: ['ada@example.com']
	});
	const safe = safeError(error);
	expect(safe).toMatchObject({ code: '23505', constraint: 'customer_email' });
	expect(safe.stack).toMatch(/^\s+at /);
	expect(JSON.stringify(safe)).not.toContain('ada@');
});

test('a message of Postgres that quotes a value is replaced', () => {
	const error = Object.assign(new Error('invalid input syntax for type integer: "0412 555 777"'), {
		name: 'PostgresError',
		code: '22P02'
	});
	expect(JSON.stringify(safeError(error))).not.toContain('0412');
});

import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createClosers } from '../../src/lib/server/closers.ts';

const log = pino({ level: 'silent' });

test('what was opened last is closed first, and once', async () => {
	const closers = createClosers(log);
	const closed: string[] = [];
	for (const name of ['database', 'server']) {
		closers.add({ name, limit: 100, close: async () => void closed.push(name) });
	}
	expect(closers.closing).toBe(false);
	await Promise.all([closers.closeAll(), closers.closeAll()]);
	expect(closed).toEqual(['server', 'database']);
	expect(closers.closing).toBe(true);
});

test('one that fails or hangs does not keep the others open', async () => {
	const closers = createClosers(log);
	let closed = false;
	closers.add({ name: 'database', limit: 100, close: async () => void (closed = true) });
	closers.add({ name: 'server', limit: 5, close: () => new Promise(() => {}) });
	closers.add({ name: 'hub', limit: 100, close: () => Promise.reject(new Error('no')) });
	await closers.closeAll();
	expect(closed).toBe(true);
});

test('an impatient end closes what is vital only', async () => {
	const closers = createClosers(log);
	const closed: string[] = [];
	const close = (name: string) => async () => void closed.push(name);
	closers.add({ name: 'postgres', limit: 100, vital: true, close: close('postgres') });
	closers.add({ name: 'server', limit: 100, close: close('server') });
	await closers.closeVital();
	expect(closed).toEqual(['postgres']);
});

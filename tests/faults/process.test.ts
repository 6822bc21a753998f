import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const { url } = await testDatabase();

/** Runs the production process; its output is complete once `exit` has resolved. */
function start(env: Record<string, string>) {
	const child = spawn(process.execPath, ['src/server.ts'], {
		env: { PATH: process.env.PATH, DATABASE_URL: url, ...env }
	});
	const output = { out: '', err: '' };
	child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
	const exit = once(child, 'close').then(([code]) => code as number);
	return { child, output, exit };
}

test('a wrong variable ends the start with one line', async () => {
	const { output, exit } = start({ PORT: 'http' });
	expect(await exit).toBe(1);
	expect(output).toEqual({
		out: '',
		err: 'PORT is not a port number ("http"). Example: PORT=3000\n'
	});
});

test('a taken port ends the start with one line', async () => {
	const other = createServer();
	other.listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	const { output, exit } = start({ PORT: String(port) });
	expect(await exit).toBe(1);
	expect(output.err).toMatch(new RegExp(`^Port ${port} is taken by another program.*\n$`));
	other.close();
});

test('a database that does not answer ends the start with one line, without its password', async () => {
	const { output, exit } = start({
		ROLE: 'worker',
		DATABASE_URL: 'postgres://reslot:hidden@127.0.0.1:1/reslot'
	});
	expect(await exit).toBe(1);
	expect(output.err).toMatch(/^The database at DATABASE_URL does not answer: .*\n$/);
	expect(output.err).not.toContain('hidden');
});

test('ends in order when it is told to', async () => {
	const { child, output, exit } = start({ ROLE: 'worker' });
	await expect.poll(() => output.out, { timeout: 20_000 }).toContain('running as a worker');
	child.kill('SIGTERM');
	expect(await exit).toBe(0);
	expect(output.err).toBe('');
});

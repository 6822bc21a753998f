import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A production process of its own, as `npm start` runs it. */
export type Reslot = {
	url: string;
	process: ChildProcess;
	/** Everything it has printed so far. */
	output(): string;
	/** Ends it as Ctrl-C does; the answer is its exit code. */
	stop(): Promise<number | null>;
	/** Ends it as a power cut does. */
	kill(): Promise<void>;
};

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}

/**
 * Starts the production server with this environment and waits until it serves: on a free port,
 * unless the environment names one.
 * @throws when it ends before that, with what it printed
 */
export async function startReslot(environment: Record<string, string>): Promise<Reslot> {
	for (;;) {
		try {
			return await startOn(environment.PORT ?? String(await freePort()), environment);
		} catch (thrown) {
			// The port was free when it was looked for, and somebody else was quicker to take it.
			const taken = (thrown as Error).message.includes('is taken by another program');
			if (!taken || environment.PORT) throw thrown;
		}
	}
}

async function startOn(port: string, environment: Record<string, string>): Promise<Reslot> {
	const url = `http://localhost:${port}`;
	const child = spawn(process.execPath, ['src/server.ts'], {
		cwd: root,
		env: { ...process.env, NODE_ENV: 'production', ...environment, PORT: port },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let printed = '';
	const exited = once(child, 'close') as Promise<[number | null]>;
	const serving = new Promise<void>((resolve) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => {
				printed += chunk.toString();
				if (printed.includes('Reslot is running')) resolve();
			});
		}
	});
	const ended = exited.then(([code]) => {
		throw new Error(`Reslot ended with ${code} before it served:\n${printed}`);
	});
	await Promise.race([serving, ended]);
	ended.catch(() => {});
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		const [code] = await exited;
		return code;
	};
	return {
		url,
		process: child,
		output: () => printed,
		stop: () => end('SIGINT'),
		kill: async () => void (await end('SIGKILL'))
	};
}

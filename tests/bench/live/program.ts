import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// The benchmark's programs each run in a process of their own, and are asked over Node's channel.

type Ability = (request: never) => unknown;
type Request<A extends Ability> = Parameters<A> extends [infer R] ? [R] : [];

/** A program that runs: asks for one of its abilities, and answers with what that answers. */
export type Program<Abilities extends Record<string, Ability>> = {
	ask<Name extends keyof Abilities & string>(
		name: Name,
		...request: Request<Abilities[Name]>
	): Promise<Awaited<ReturnType<Abilities[Name]>>>;
	stop(): void;
};

type Question = { number: number; name: string; request: never };
type Answer = { number: number; answer?: unknown; failed?: string };

/** Starts one of the programs in this folder; it ends with this process. */
export function start<Abilities extends Record<string, Ability>>(file: string): Program<Abilities> {
	const path = fileURLToPath(new URL(file, import.meta.url));
	const child = fork(path, { execArgv: ['--expose-gc'] });
	const waiting = new Map<number, PromiseWithResolvers<unknown>>();
	child.on('message', ({ number, answer, failed }: Answer) => {
		const asked = waiting.get(number);
		waiting.delete(number);
		if (failed === undefined) asked?.resolve(answer);
		else asked?.reject(new Error(`${file}: ${failed}`));
	});
	child.on('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
	});
	return {
		ask: asker(child, waiting) as Program<Abilities>['ask'],
		stop: () => child.disconnect()
	};
}

function asker(child: ChildProcess, waiting: Map<number, PromiseWithResolvers<unknown>>) {
	let questions = 0;
	return (name: string, request: unknown) => {
		const number = ++questions;
		const asked = Promise.withResolvers<unknown>();
		waiting.set(number, asked);
		child.send({ number, name, request });
		return asked.promise;
	};
}

/** Answers whoever started this program, until they are gone. */
export function answer(abilities: Record<string, Ability>): void {
	process.on('disconnect', () => process.exit());
	process.on('message', async ({ number, name, request }: Question) => {
		try {
			process.send?.({ number, answer: await abilities[name]!(request) } satisfies Answer);
		} catch (thrown) {
			const { stack = '' } = thrown as Error;
			process.send?.({ number, failed: stack } satisfies Answer);
		}
	});
}

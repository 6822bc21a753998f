import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

// The house has one direction: scheduling <- server <- routes, live, jobs. This reads what every
// file imports, and fails on a wrong one.

type Import = { from: string; to: string };

const files = globSync('src/**/*.{ts,svelte}');
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

function resolve(file: string, specifier: string): string {
	if (specifier.startsWith('$lib/')) return specifier.replace('$lib/', 'src/lib/');
	return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier;
}

const imports: Import[] = files.flatMap((from) =>
	[...readFileSync(from, 'utf8').matchAll(IMPORT)].map(([, to]) => ({
		from,
		to: resolve(from, to!)
	}))
);

const wrong = (within: string, isWrong: (to: string, from: string) => boolean) =>
	imports
		.filter(({ from, to }) => from.startsWith(within) && isWrong(to, from))
		.map(({ from, to }) => `${from} -> ${to}`);

describe('the layers of the house', () => {
	it('are read from the real files', () => {
		expect(files.length).toBeGreaterThan(60);
		expect(imports).toContainEqual({
			from: 'src/lib/server/bookings/move.ts',
			to: 'src/lib/scheduling/policy.ts'
		});
	});

	it('scheduling imports nothing but itself and the words that it answers with', () => {
		const pure = /^src\/lib\/(scheduling|words)\//;
		expect(wrong('src/lib/scheduling/', (to) => !pure.test(to))).toEqual([]);
	});

	it('words import nothing but words', () => {
		expect(wrong('src/lib/words/', (to) => !to.startsWith('src/lib/words/'))).toEqual([]);
	});

	it('scheduling has no clock and no environment', () => {
		const impure = files
			.filter((file) => file.startsWith('src/lib/scheduling/'))
			.filter((file) =>
				/Date\.now|new Date\(\)|process\.|performance\./.test(readFileSync(file, 'utf8'))
			);
		expect(impure).toEqual([]);
	});

	it('the server knows neither routes nor components nor the framework', () => {
		const outward = /^(src\/routes\/|src\/lib\/components\/|\$app\/|\$env\/|@sveltejs\/)/;
		expect(wrong('src/lib/server/', (to) => outward.test(to))).toEqual([]);
	});

	it('routes reach the database through abilities only', () => {
		expect(
			wrong('src/routes/', (to) => to === 'postgres' || to.startsWith('src/lib/server/database/'))
		).toEqual([]);
		const withSql = files
			.filter((file) => file.startsWith('src/routes/'))
			.filter((file) => /\bsql`/.test(readFileSync(file, 'utf8')));
		expect(withSql).toEqual([]);
	});

	it('what runs in the browser imports nothing of the server but its types', () => {
		const offenders = files
			.filter((file) => /^src\/lib\/(components|live)\/|\.svelte$/.test(file))
			.filter((file) =>
				[
					...readFileSync(file, 'utf8').matchAll(/^\s*import\s+(?!type\b)[^;]*['"]([^'"]+)['"]/gm)
				].some(([, to]) => resolve(file, to!).startsWith('src/lib/server/'))
			);
		expect(offenders).toEqual([]);
	});

	it.each([
		['lucia', 'src/lib/server/accounts/'],
		['mailgun.js', 'src/lib/server/mail/'],
		['graphile-worker', 'src/lib/server/jobs/'],
		['postgres', 'src/lib/server/database/'],
		['socket.io', 'src/lib/server/live/'],
		['socket.io-client', 'src/lib/live/']
	])('%s is imported by %s alone', (library, place) => {
		const users = imports.filter(({ to }) => to === library).map(({ from }) => from);
		expect(users.length).toBeGreaterThan(0);
		expect(users.filter((user) => !user.startsWith(place))).toEqual([]);
	});
});

describe('the lock file', () => {
	// Below these versions a message can end the process or fill its memory.
	it.each([
		['socket.io-parser', [4, 2, 7]],
		['engine.io', [6, 6, 7]],
		['ws', [8, 21, 0]]
	])('has no %s older than is safe', (name, lowest) => {
		const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
			packages: Record<string, { version: string }>;
		};
		const versions = Object.entries(packages)
			.filter(([path]) => path.endsWith(`node_modules/${name}`))
			.map(([, { version }]) => version.split('.').map(Number));
		expect(versions.length).toBeGreaterThan(0);
		const weight = ([major, minor, patch]: number[]) => major! * 1e6 + minor! * 1e3 + patch!;
		for (const version of versions) expect(weight(version)).toBeGreaterThanOrEqual(weight(lowest));
	});

	it('names no registry', () => {
		expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":\s*"http/);
	});
});

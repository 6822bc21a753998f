import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chunks, gatherChunks } from './src/chunks.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Gives the dev server the production process's address, database, worker and live hub. */
function reslot(): Plugin {
	// Vite bundles this file to somewhere else; what runs for long is imported from where it is, by
	// Node itself, and so shares nothing with the modules that Vite reloads.
	const development = () => import(new URL('src/lib/server/development.ts', import.meta.url).href);
	return {
		name: 'reslot',
		apply: (_, { command, mode, isPreview }) =>
			command === 'serve' && mode !== 'test' && !isPreview,
		config: async () => ({ server: (await development()).developmentServer() }),
		configureServer: async (vite) => (await development()).startDevelopment(here('.'), vite)
	};
}

const resolve = { alias: { $lib: here('src/lib') } };
const globalSetup = here('tests/support/database-setup.ts');
// What is right comes soon, and on a busy machine late: these only end what would never come.
const patience = {
	testTimeout: 60_000,
	hookTimeout: 60_000,
	expect: { poll: { timeout: 20_000 } }
};
// Left to itself Vitest keeps a core free, of two the half.
const maxWorkers = '100%';

export default defineConfig({
	plugins: [reslot(), gatherChunks, sveltekit()],
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: chunks } } } } },
	test: {
		projects: [
			{
				resolve,
				test: { ...patience, maxWorkers, name: 'unit', include: ['tests/unit/**/*.test.ts'] }
			},
			{
				resolve,
				test: {
					...patience,
					maxWorkers,
					name: 'database',
					include: ['tests/database/**/*.test.ts'],
					globalSetup
				}
			},
			{
				resolve,
				test: {
					...patience,
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup,
					// They kill servers and measure time: not while others do.
					fileParallelism: false
				}
			}
		]
	}
});

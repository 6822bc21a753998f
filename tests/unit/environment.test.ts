import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The one that parses it, and the one that hands the origin on to SvelteKit's server. */
const MAY_READ = ['src/lib/server/config.ts', 'src/server.ts'];

test('nothing but the configuration reads the environment', async () => {
	const entries = await readdir('src', { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && /\.(ts|js|svelte)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
	const readers: string[] = [];
	for (const file of files) {
		const text = await readFile(file, 'utf8');
		if (/process\.env|\$env\//.test(text)) readers.push(file);
	}
	expect(readers.sort()).toEqual(MAY_READ);
});

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

// Which code comes in which file. A customer on a bad line waits for every file, six at a time, so
// what a page of theirs always needs comes in few; what it may need later comes in others. The
// numbers that this keeps to are in tests/budgets.ts.

/** The page that every mail leads to, and what says that something went wrong. */
const CUSTOMERS = [
	/src\/routes\/\+error\.svelte$/,
	/\(portal\)\/\+(layout|error)\.svelte$/,
	/\(portal\)\/b\/\[token\]\/\+(layout|page)\.svelte$/
];

/** From what each file is gathered, in order: what an earlier one has, a later one does not repeat. */
const FILES: { name: string; roots: RegExp[]; inside?: RegExp }[] = [
	{
		name: 'frame',
		roots: [
			/@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/,
			/generated\/client-optimized\/app\.js$/,
			/src\/routes\/\+layout\.svelte$/
		]
	},
	// The office uses some of these, but none of the pages.
	{
		name: 'parts',
		roots: [
			...CUSTOMERS,
			/components\/(Card\.svelte|ZonedTime\.svelte|keep-choice\.ts)$/,
			/lucide\/svelte\/dist\/icons\/arrow-(left|right)\./
		],
		inside: /node_modules|src\/lib\//
	},
	{ name: 'booking', roots: CUSTOMERS },
	{
		name: 'forms',
		roots: [
			/sveltekit-superforms\/dist\/index\.js$/,
			/components\/Field\.svelte$/,
			/\(portal\)\/(sending\.svelte\.ts|SendingTrouble\.svelte)$/
		]
	},
	// What the customers' pages share and have not got yet is about choosing a time.
	{
		name: 'times',
		roots: [/components\/times\/TimePicker\.svelte$/, /\(portal\)\/[^/]+\.(ts|svelte)$/]
	},
	{
		name: 'dialog',
		roots: [/components\/Dialog\.svelte$/, /bits-ui\/dist\/bits\/dialog\/exports\.js$/]
	},
	{
		name: 'popups',
		roots: [
			/\(portal\)\/b\/\[token\]\/Popups\.svelte$/,
			/\(portal\)\/b\/\[token\]\/(reschedule|details|cancellation)\/\+page\.svelte$/
		],
		inside: /src\/routes\//
	}
];

/** What only names all that a library has; what a page uses of it is said above. */
const BARREL = /bits-ui\/dist\/(bits\/)?index\.js$/;

/** For every module that a file is gathered from, that file's place in the list. */
let places = new Map<string, number>();

const APP = /generated\/client-optimized\/app\.js$/;
const NODE = /import\('(\.\/nodes\/\d+)'\)/g;
/** All that there is in the file that SvelteKit writes for a page without a load function of its own. */
const COMPONENT_ONLY = /^export \{ default as component \} from "([^"]+)";\s*$/;

/** Finds out what belongs together, once all modules are known. */
export const gatherChunks: Plugin = {
	name: 'reslot:chunks',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	// SvelteKit asks for a page by a file that does nothing but ask for the next one.
	transform: {
		filter: { id: APP },
		handler(code, id) {
			const folder = dirname(id);
			return code.replace(NODE, (asked, node: string) => {
				const written = readFileSync(resolve(folder, `${node}.js`), 'utf8');
				const component = COMPONENT_ONLY.exec(written)?.[1];
				if (!component) return asked;
				const page = JSON.stringify(resolve(folder, 'nodes', component));
				return `import(${page}).then((page) => ({ component: page.default }))`;
			});
		}
	},
	buildEnd() {
		places = new Map();
		const ids = [...this.getModuleIds()];
		FILES.forEach(({ roots, inside }, place) => {
			const seen = new Set<string>();
			const wanted = ids.filter((id) => roots.some((root) => root.test(id)));
			for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
				if (seen.has(id) || BARREL.test(id)) continue;
				seen.add(id);
				// It names every page: as a part of another file, those would be taken for parts of it, too.
				const apart = APP.test(id) || places.has(id) || (inside && !inside.test(id));
				if (!apart) places.set(id, place);
				wanted.push(...(this.getModuleInfo(id)?.importedIds ?? []));
			}
		});
	}
};

/** For rolldown's `output.codeSplitting`. */
export const chunks: Rolldown.CodeSplittingOptions = {
	groups: FILES.map(({ name }, place) => ({
		name,
		priority: FILES.length - place,
		test: (id) => places.get(id) === place
	}))
};

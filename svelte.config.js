import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		// Replaced by our own, stricter check of every unsafe method in hooks.server.ts: SvelteKit's
		// covers form content types only.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// Colours that a business chooses reach the page as style attributes.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'connect-src': ['self'],
				'font-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'frame-src': ['self']
			}
		},
		output: { preloadStrategy: 'modulepreload' },
		// Customers' pages ask for it themselves ((portal)/offline.ts); the office has no use for it.
		serviceWorker: { register: false },
		// With the page itself: nothing is shown before its styles are there.
		inlineStyleThreshold: 32_000,
		// The tests and tool files are type-checked with the app.
		typescript: {
			config: (config) => {
				config.include.push('../*.ts', '../*.js', '../tests/**/*.ts');
				return config;
			}
		}
	}
};

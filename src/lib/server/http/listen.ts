import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createPlainServer } from 'node:net';
import { StartFault } from '../start-fault.ts';
import { securityHeaders, serviceWorker } from './headers.ts';
import type { Runtime } from '../runtime.ts';

/** Milliseconds that open requests get to finish when the process ends. */
const GRACE = 10_000;

function faultOf(error: NodeJS.ErrnoException, port: number, host: string): Error {
	if (error.code === 'EADDRINUSE') {
		return new StartFault(
			`Port ${port} is taken by another program: end that one, or choose another: PORT=${port + 1} npm start`
		);
	}
	if (error.code === 'EACCES')
		return new StartFault(`Port ${port} needs more rights: choose PORT above 1023.`);
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
		return new StartFault(`HOST ${host} is no address of this machine. Example: HOST=0.0.0.0`);
	}
	return error;
}

/** Whether we may listen there; asked first, so that a taken port is told before all the work. */
export async function checkPort({ port, host }: { port: number; host: string }): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const probe = createPlainServer();
		probe.once('error', (error) => reject(faultOf(error, port, host)));
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

/**
 * Serves `handler` on the configured address, and adds to the closers what ends it: no new
 * connections, idle ones closed, open requests finished or cut off after ten seconds.
 * @throws StartFault
 */
export async function listen(runtime: Runtime, handler: RequestListener): Promise<Server> {
	const { config, closers, metrics } = runtime;
	const headers = new Headers(securityHeaders(config.origin));
	const workerHeaders = new Headers({
		...securityHeaders(config.origin),
		...serviceWorker.headers
	});
	const server = createServer((request, response) => {
		const stopClock = metrics.requests.startTimer();
		response.once('close', () => {
			stopClock({ method: request.method ?? '', status: response.statusCode });
			if (closers.closing) server.closeIdleConnections();
		});
		response.setHeaders(request.url === serviceWorker.path ? workerHeaders : headers);
		if (closers.closing) response.setHeader('connection', 'close');
		handler(request, response);
	});
	// A form that takes longer than this to arrive is no form.
	server.requestTimeout = 30_000;
	// Longer than proxies keep theirs, or they send requests into connections that we just closed.
	server.keepAliveTimeout = 65_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error) => reject(faultOf(error, config.port, config.host)));
		server.listen(config.port, config.host, resolve);
	});
	const close = () =>
		new Promise<void>((resolve) => {
			const cut = setTimeout(() => server.closeAllConnections(), GRACE);
			server.close(() => {
				clearTimeout(cut);
				resolve();
			});
			server.closeIdleConnections();
		});
	closers.add({ name: 'the web server', close, limit: GRACE + 2_000 });
	return server;
}

import type { Connection, Options } from './connection.ts';

/** Milliseconds until the connection's code is asked for again, when it could not be had. */
const PATIENCE = 5_000;

/**
 * In a browser: connects as soon as the code for it is there, says goodbye when the page goes, and
 * looks whether anybody is there when it comes back or the device does. Answers with what ends it.
 */
export function stayConnected(
	options: Options,
	opened: (connection: Connection) => void
): () => void {
	let connection: Connection | undefined;
	let pause: ReturnType<typeof setTimeout> | undefined;
	let stopped = false;

	async function open() {
		try {
			const { connect } = await import('./connection.ts');
			if (stopped) return;
			connection = connect(options);
			opened(connection);
		} catch {
			if (stopped) return;
			options.hears.state?.('reconnecting');
			pause = setTimeout(open, PATIENCE);
		}
	}

	const check = () => connection?.check();
	const leave = () => connection?.leave();
	const appear = () => document.visibilityState === 'visible' && check();
	const wake = ({ persisted }: PageTransitionEvent) => persisted && connection?.resume();

	void open();
	addEventListener('online', check);
	document.addEventListener('visibilitychange', appear);
	addEventListener('pagehide', leave);
	addEventListener('pageshow', wake);
	return () => {
		stopped = true;
		clearTimeout(pause);
		leave();
		removeEventListener('online', check);
		document.removeEventListener('visibilitychange', appear);
		removeEventListener('pagehide', leave);
		removeEventListener('pageshow', wake);
	};
}

import { WebSocket } from 'ws';
import { LIVE_PATH } from '../../../src/lib/live/path.ts';

/**
 * Connects as a page of ours would, and watches. It speaks Socket.IO's framing by hand and never
 * parses a day: with thousands of them in one process, their own work must not count.
 * @param request what is asked with `watch`
 * @param heard gets each day's bytes
 * @returns when that is answered: with the answer, and how to leave
 */
export function lightClient(
	port: number,
	request: unknown,
	heard: (day: Buffer) => void
): Promise<{ answer: string; leave(): void }> {
	const origin = `http://127.0.0.1:${port}`;
	const socket = new WebSocket(`ws${origin.slice(4)}${LIVE_PATH}/?EIO=4&transport=websocket`, {
		headers: { origin },
		perMessageDeflate: false,
		skipUTF8Validation: true
	});
	return new Promise((resolve, reject) => {
		socket.on('error', reject);
		socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
		socket.on('message', (message: Buffer) => {
			if (isDay(message)) return heard(message);
			const text = message.toString();
			if (text.startsWith('0')) socket.send('40{"as":"public"}');
			else if (text.startsWith('40')) socket.send(`420${JSON.stringify(['watch', request])}`);
			else if (text.startsWith('430'))
				resolve({ answer: text.slice(3), leave: () => leave(socket) });
			else if (text === '2') socket.send('3');
			else if (text.startsWith('44')) reject(new Error(text));
		});
	});
}

function leave(socket: WebSocket): void {
	socket.removeAllListeners('close');
	socket.close();
}

/** Whether it begins as `42["day",` does. */
const isDay = (message: Buffer) =>
	message[0] === 0x34 && message[1] === 0x32 && message[4] === 0x64;

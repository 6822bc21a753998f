import type { Server as SocketServer, Socket as ServerSocket } from 'socket.io';
import type { Events, Requests } from '../../live/messages.ts';
import type { Admitted } from './admission.ts';

/** What is known of one connection: little, as there may be thousands. */
type Connection = {
	who: Admitted;
	/** In which it is answered. */
	language: string;
	/** The rooms that it watches. */
	rooms: string[];
	/** The hold that it made, to be released when it goes. */
	holdId: number | null;
	/** What it may still ask before it has to wait, and when that was so. */
	allowance: { left: number; at: number };
};

type None = Record<string, never>;
export type Server = SocketServer<Requests, Events, None, Connection>;
export type Socket = ServerSocket<Requests, Events, None, Connection>;

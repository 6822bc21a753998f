const KEY = 'reslot notify';

/** Whether customers are to be told, as it was last chosen in this window; at first they are. */
export function lastNotify(): boolean {
	try {
		return sessionStorage.getItem(KEY) !== 'no';
	} catch {
		// There is none on the server, and some browsers keep it from everybody.
		return true;
	}
}

/** Remembers the choice until the window is closed. */
export function rememberNotify(notify: boolean): void {
	try {
		sessionStorage.setItem(KEY, notify ? 'yes' : 'no');
	} catch {
		// Then it is chosen anew each time.
	}
}

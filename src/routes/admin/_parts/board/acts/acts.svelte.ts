import { MediaQuery, SvelteSet } from 'svelte/reactivity';
import { sayWhenBriefly, type Place as Where } from '$lib/dates';
import { unsaved } from '$lib/components/unsaved';
import type { BookingRow } from '$lib/server/bookings/row';
import { lastNotify } from '../../booking/notify';
import type { Versions } from '../../booking/versions';
import type { Acts, BoardFieldworker, BoardService, WantedMove, WantedTime } from '../contract';
import { openAddress } from './address.svelte';
import { post } from './post';
import { rowAt, saveMove, saveReopening, sayNotMoved, sayNotUndone, type Place } from './saving';
import { openToasts } from './toasts.svelte';

type Board = {
	place: Where;
	fieldworkers: readonly BoardFieldworker[];
	services: readonly BoardService[];
	mayEdit: boolean;
	/** Reads again what is shown: something was done, or is not going to be. */
	settled: () => void;
	/** Puts a booking where this row has it, ahead of the news. */
	show: (booking: BookingRow) => void;
};

/** How a move is to be saved. With `override` they were warned that the time is taken. */
export type How = { notify: boolean; override: boolean };

/** How something is to be taken back, if nobody has changed it since. */
type UndoHow = How & { expectedVersion: number };

/** What lies over the board. */
type Dialog =
	/** With `taken` it was tried, and somebody else had the time by then. */
	| { kind: 'move'; wanted: WantedMove; taken?: boolean }
	| { kind: 'changed'; wanted: WantedMove; versions: Versions; how: How }
	/** What was to be undone would share its time; `back` puts it there all the same. */
	| { kind: 'shared'; row: BookingRow; back: () => void }
	| { kind: 'time'; wanted: WantedTime };

export type BoardActs = ReturnType<typeof openActs>;

/**
 * What can be done on the board: its dialogs, the panel, and what of it can be undone. To be called
 * while the board's component is made.
 */
export function openActs(board: Board) {
	const { place, fieldworkers, mayEdit } = board;
	const toasts = openToasts();
	const address = openAddress(() => mayGo());
	/** Bookings that stand where this page has put them, and may not be there yet. */
	const moving = new SvelteSet<number>();
	/** Whether there is room for the panel beside the calendar; else it is a sheet over it. */
	const wide = new MediaQuery('width >= 72rem', true);
	let dialog = $state.raw<Dialog | null>(null);
	/** Something was typed into the panel that is not saved. */
	let typed = false;

	/** Whether the panel may go, and what was typed in it with it. */
	const mayGo = async () => !typed || (await unsaved());

	function settle(bookingId: number) {
		moving.delete(bookingId);
		board.settled();
	}

	function begin(wanted: WantedMove) {
		if (!mayEdit) return wanted.putBack();
		moving.add(wanted.booking.id);
		dialog = { kind: 'move', wanted };
	}

	/** Leaves the booking where it is. */
	function giveUp(wanted: WantedMove) {
		dialog = null;
		wanted.putBack();
		settle(wanted.booking.id);
	}

	/** Shows it at its new place at once; where that is refused it goes back, in words. */
	async function save(wanted: WantedMove, to: Place, how: How) {
		const { booking } = wanted;
		const row = rowAt(booking, to, fieldworkers);
		dialog = null;
		moving.add(booking.id);
		board.show(row);
		const outcome = await saveMove(row, { ...how, expectedVersion: booking.version });
		if (outcome.result === 'moved') {
			board.show({ ...row, version: outcome.version });
			settle(booking.id);
			const when = sayWhenBriefly(row.startsAt, place);
			const words = `${booking.customerName}: ${when} with ${row.fieldworkerName}`;
			const { version: expectedVersion } = outcome;
			toasts.say('success', words, () =>
				undoMove(booking, row, { expectedVersion, notify: how.notify, override: false })
			);
			return;
		}
		if (outcome.result === 'taken' && !dialog) {
			// It stays where they want it: the dialog says what is in the way by now.
			dialog = { kind: 'move', wanted: { ...wanted, ...to }, taken: true };
			return;
		}
		if (outcome.result === 'changed') {
			// What is taken back later goes to where somebody else has put it.
			const theirs = { ...booking, ...outcome.theirs };
			const there = { ...wanted, ...to, booking: theirs, putBack: () => board.show(theirs) };
			there.putBack();
			settle(booking.id);
			dialog = { kind: 'changed', wanted: there, versions: outcome.versions, how };
			return;
		}
		wanted.putBack();
		settle(booking.id);
		toasts.say('danger', sayNotMoved(outcome, booking.customerName));
	}

	/** Takes a move back, unless the booking has changed since. Asks before it shares its old time. */
	async function undoMove(before: BookingRow, moved: BookingRow, how: UndoHow) {
		moving.add(before.id);
		board.show(before);
		const outcome = await saveMove(before, how);
		if (outcome.result !== 'moved') board.show(moved);
		settle(before.id);
		if (outcome.result === 'moved') toasts.say('success', 'Undone: it is back where it was.');
		else if (outcome.result === 'taken') {
			askToShare(before, () => undoMove(before, moved, { ...how, override: true }));
		} else toasts.say('danger', sayNotUndone(outcome));
	}

	async function undoEnd(row: BookingRow, how: UndoHow) {
		const outcome = await saveReopening(row.id, how);
		board.settled();
		if (outcome.result === 'reopened') toasts.say('success', 'Undone: it is confirmed again.');
		else if (outcome.result === 'taken') {
			askToShare(row, () => undoEnd(row, { ...how, override: true }));
		} else toasts.say('danger', sayNotUndone(outcome));
	}

	function askToShare(row: BookingRow, again: () => Promise<void>) {
		const back = () => {
			dialog = null;
			void again();
		};
		dialog = { kind: 'shared', row, back };
	}

	async function undoBlock(id: number) {
		const outcome = await post<{ result: 'unblocked' | 'not_found' }>('/admin/board/unblock', {
			id
		});
		board.settled();
		if (outcome.result === 'failed') toasts.say('danger', sayNotUndone(outcome));
		else toasts.say('success', 'Undone: the time can be booked again.');
	}

	const acts = {
		mayEdit,
		move: begin,
		select: (wanted) => {
			if (mayEdit) dialog = { kind: 'time', wanted };
		},
		open: (bookingId) => {
			void mayGo().then((may) => may && address.open(bookingId));
		},
		openMove: (booking) => {
			const { startsAt, endsAt, fieldworkerId } = booking;
			const putBack = () => board.show(booking);
			begin({ booking, startsAt, endsAt, fieldworkerId, putBack });
		},
		isMoving: (bookingId) => moving.has(bookingId)
	} satisfies Acts;

	return {
		...acts,
		place,
		fieldworkers,
		services: board.services,
		toasts,
		/** The booking whose panel is open. */
		get panel() {
			return address.booking;
		},
		get wide() {
			return wide.current;
		},
		get dialog() {
			return dialog;
		},
		save,
		giveUp,
		/** Answers false when they would rather stay with what they have typed. */
		async closePanel(): Promise<boolean> {
			const may = await mayGo();
			if (may) address.close();
			return may;
		},
		typed(unsaved: boolean) {
			typed = unsaved;
		},
		takeMove: () => address.takeMove(),
		closeDialog() {
			dialog = null;
		},
		/** Something was done in the panel; what ends a booking, or moves it, can be undone for a while. */
		done(act: string, booking: BookingRow, words: string, version: number) {
			board.settled();
			if (act === 'resend') return;
			// What a fieldworker has said of an appointment they take back on its page.
			if (mayEdit && (act === 'cancel' || act === 'outcome')) {
				const notify = act === 'cancel' && lastNotify();
				const how = { expectedVersion: version, notify, override: false };
				toasts.say('success', words, () => undoEnd(booking, how));
			} else toasts.say('success', words);
		},
		/** A time was blocked from the board. */
		blocked(id: number, words: string) {
			dialog = null;
			board.settled();
			toasts.say('success', words, () => undoBlock(id));
		},
		/** A booking was made from the board; its panel opens. */
		booked(id: number, words: string) {
			dialog = null;
			board.settled();
			toasts.say('success', words);
			address.open(id);
		}
	};
}

import type { PageData as Cancellation } from './cancellation/$types';
import type { PageData as Details } from './details/$types';
import type { PageData as Reschedule } from './reschedule/$types';

/**
 * Which of the pages below a booking's page lies over it as a popup, with that page's data.
 * `opening` tells one time that it was opened from the next.
 */
export type Popup = { opening: number } & (
	| { kind: 'reschedule'; data: Reschedule }
	| { kind: 'details'; data: Details }
	| { kind: 'cancellation'; data: Cancellation }
);

declare global {
	namespace App {
		interface PageState {
			popup?: Popup;
			/** The start that was chosen, in an entry of its own: going back leads to the times. */
			chosen?: number;
		}
	}
}

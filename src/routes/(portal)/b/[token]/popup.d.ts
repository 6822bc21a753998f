import type { PageData as Cancellation } from './cancellation/$types';
import type { PageData as Details } from './details/$types';
import type { PageData as Reschedule } from './reschedule/$types';

/** Which of the pages below a booking's page lies over it as a popup, with that page's data. */
export type Popup =
	| { kind: 'reschedule'; data: Reschedule }
	| { kind: 'details'; data: Details }
	| { kind: 'cancellation'; data: Cancellation };

declare global {
	namespace App {
		interface PageState {
			popup?: Popup;
		}
	}
}

import { getContext, setContext } from 'svelte';

/** What a form of the popups stands in: the popup, or a page of its own. */
export type Around = {
	/** Whether something is being sent, whose answer must not be lost. */
	sending: (sending: boolean) => void;
	/** Goes where the answer leads. */
	lead: (go: () => Promise<void>) => Promise<void>;
	/** Moving bookings was turned off: `typed` is what was written by then. A popup closes. */
	turnedOff?: (typed: string) => void;
};

const key = Symbol('around');
const page: Around = { sending: () => {}, lead: (go) => go() };

export const setAround = (around: Around) => setContext(key, around);

/** What is around this component; to be called while it is made. */
export const getAround = () => getContext<Around | undefined>(key) ?? page;

import { getContext, setContext } from 'svelte';
import { refreshAll } from '$app/navigation';

/** What a form of the popups stands in: the popup, or a page of its own. */
export type Around = {
	/** Whether something is being sent, whose answer must not be lost. */
	sending: (sending: boolean) => void;
	/** Goes where the answer leads. */
	lead: (go: () => Promise<void>) => Promise<void>;
	/** After a refusal: reads what is possible now (R9). */
	readAgain: () => Promise<void>;
};

const key = Symbol('around');
const page: Around = { sending: () => {}, lead: (go) => go(), readAgain: () => refreshAll() };

export const setAround = (around: Around) => setContext(key, around);

/** What is around this component; to be called while it is made. */
export const getAround = () => getContext<Around | undefined>(key) ?? page;

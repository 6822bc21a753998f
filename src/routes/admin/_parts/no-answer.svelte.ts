import { leadsToLogin, SIGNED_OUT, troubleOf } from './trouble';

type Came = { result: { type?: string; location?: string }; cancel: () => void };

/**
 * Says why what a form of settings sent has no answer, beside what is typed, which stays: `heed` goes
 * into superForm's options, `words` to the SaveBar. To be called while a component is made.
 */
export function noAnswer() {
	let words = $state<string>();
	return {
		heed: {
			onSubmit: () => {
				words = undefined;
			},
			onResult: ({ result, cancel }: Came) => {
				if (!leadsToLogin(result)) return;
				cancel();
				words = SIGNED_OUT;
			},
			onError: ({ result }: { result: { error: unknown } }) => {
				words = troubleOf(result.error);
			}
		},
		get words() {
			return words;
		}
	};
}

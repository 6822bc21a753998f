import { error } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';

/**
 * The fields of a form as text. Files and the other notations that superforms reads are left out:
 * no form here has them, and what they can hold cannot always be shown again.
 * @param language of what is said where they cannot be read
 */
export async function readSent(request: Request, language = 'en'): Promise<FormData> {
	const words = wordsFor(language).errors;
	const sent = await request.formData().catch((thrown: unknown) => {
		if (isTooLarge(thrown)) error(413, words.tooLarge);
		error(400, words.notWhole);
	});
	const fields = new FormData();
	for (const [name, value] of sent) {
		if (typeof value === 'string' && !name.startsWith('__superform')) fields.append(name, value);
	}
	return fields;
}

function isTooLarge(thrown: unknown): boolean {
	if (!(thrown instanceof Error)) return false;
	return ('status' in thrown && thrown.status === 413) || isTooLarge(thrown.cause);
}

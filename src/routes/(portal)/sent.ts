import { error } from '@sveltejs/kit';

/**
 * The fields of a form as text. Files and the other notations that superforms reads are left out:
 * no form here has them, and what they can hold cannot always be shown again.
 */
export async function readSent(request: Request): Promise<FormData> {
	const sent = await request.formData().catch((thrown: unknown) => {
		if (isTooLarge(thrown)) {
			error(413, 'This is more text than we can take. Please shorten it, then try again.');
		}
		error(400, 'This did not arrive whole. Please try again.');
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

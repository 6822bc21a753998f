/**
 * The body of a request as text, or null where it is longer than so many bytes: it is not read any
 * further then, whatever the request says of its length.
 */
export async function limitedText(request: Request, most: number): Promise<string | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// A stream that is cancelled takes the connection along, and with it our answer.
	const reader = request.body?.getReader();
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		length += part.value.byteLength;
		if (length > most) return null;
		chunks.push(part.value);
	}
	return Buffer.concat(chunks).toString('utf8');
}

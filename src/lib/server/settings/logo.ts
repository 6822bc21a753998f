import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';

/** The business's logo; `version` tells it from the one before. */
export type Logo = { mediaType: ImageType; content: Buffer; version: number };

type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The bytes that a logo may have; the table has the same bound. */
export const LARGEST_LOGO = 512 * 1024;

/** The logo as it is stored, or null. */
export async function readLogo(sql: Queryable): Promise<Logo | null> {
	const [logo] = await sql<Logo[]>`
		select media_type as "mediaType", content, changed_at as version
		from business_logo
	`;
	return logo ?? null;
}

/**
 * Puts a logo in the place of the one before, if any. What it is shows in its first bytes: what a
 * browser says of a file is no more than its name.
 */
export async function saveLogo(
	sql: Sql,
	{ content, by }: { content: Uint8Array; by: By }
): Promise<{ result: 'saved' | 'too_large' | 'no_image' }> {
	if (content.length > LARGEST_LOGO) return { result: 'too_large' };
	const mediaType = imageType(content);
	if (!mediaType) return { result: 'no_image' };
	const columns = { media_type: mediaType, content: Buffer.from(content) };
	await transaction(sql, async (tx) => {
		await tx`
			insert into business_logo ${tx(columns)}
			on conflict (id) do update
			set ${tx(columns)}, changed_at = reslot_clock()
		`;
		const kilobytes = Math.ceil(content.length / 1024);
		const words = `${mediaType.slice('image/'.length)}, ${kilobytes} KB`;
		await recordAct(tx, by, { action: 'business.logo_changed', new: { logo: words } });
	});
	return { result: 'saved' };
}

/** Takes the logo away. False when there was none. */
export async function removeLogo(sql: Sql, by: By): Promise<boolean> {
	return transaction(sql, async (tx) => {
		const removed = await tx`delete from business_logo returning id`;
		if (removed.length === 0) return false;
		await recordAct(tx, by, { action: 'business.logo_changed', new: { logo: 'none' } });
		return true;
	});
}

function imageType(content: Uint8Array): ImageType | null {
	const has = (at: number, ...bytes: number[]) =>
		bytes.every((byte, index) => content[at + index] === byte);
	if (has(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
	if (has(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
	// "RIFF", four bytes of length, "WEBP".
	if (has(0, 0x52, 0x49, 0x46, 0x46) && has(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
	return null;
}

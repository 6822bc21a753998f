import type { Queryable } from '../database/connection.ts';
import type { RenderedMail } from './fill.ts';
import { faultInWords } from './liquid-faults.ts';
import { renderMail, type MailSubject } from './render.ts';
import { readTemplate } from './template-store.ts';
import { defaultTemplates } from './templates.ts';

/**
 * Fills the business's own words for a mail. They were tried when they were saved; should they fail
 * on this very booking all the same, the default's are sent instead, and `note` says so: a mail with
 * plainer words is better than none.
 */
export async function fillOwn(
	sql: Queryable,
	about: MailSubject
): Promise<{ rendered: RenderedMail; note: string | null }> {
	const template = await readTemplate(sql, about.kind);
	try {
		return { rendered: renderMail(template, about), note: null };
	} catch (thrown) {
		return {
			rendered: renderMail(defaultTemplates[about.kind], about),
			note: `Your own words could not be used, so the default ones were. ${faultInWords(thrown)}`
		};
	}
}

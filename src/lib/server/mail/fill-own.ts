import type { Queryable } from '../database/connection.ts';
import type { RenderedMail } from './fill.ts';
import type { TemplateKind } from './kinds.ts';
import { faultInWords } from './liquid-faults.ts';
import { renderProof, type ProofMailSubject } from './render-proof.ts';
import { renderMail, type MailSubject } from './render.ts';
import { readTemplate } from './template-store.ts';
import { defaultTemplates, type MailTemplate } from './templates.ts';

/** A mail, and what the Email log shall say of how it was filled, where there is something to say. */
type Filled = { rendered: RenderedMail; note: string | null };

/**
 * Fills the business's own words for a mail about a booking. They were tried when they were saved;
 * should they fail on this very booking all the same, the default's are sent instead, and `note` says
 * so: a mail with plainer words is better than none.
 */
export const fillOwn = (sql: Queryable, about: MailSubject): Promise<Filled> =>
	fill(sql, about.kind, (template) => renderMail(template, about));

/** The same for a mail by which somebody proves that an address is theirs. */
export const fillOwnProof = (sql: Queryable, about: ProofMailSubject): Promise<Filled> =>
	fill(sql, about.kind, (template) => renderProof(template, about));

async function fill(
	sql: Queryable,
	kind: TemplateKind,
	render: (template: MailTemplate) => RenderedMail
): Promise<Filled> {
	const template = await readTemplate(sql, kind);
	try {
		return { rendered: render(template), note: null };
	} catch (thrown) {
		return {
			rendered: render(defaultTemplates[kind]),
			note: `Your own words could not be used, so the default ones were. ${faultInWords(thrown)}`
		};
	}
}

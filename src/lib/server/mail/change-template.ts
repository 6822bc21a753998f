import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { checkTemplate, type TemplateFault } from './check-template.ts';
import type { TemplateKind } from './kinds.ts';
import { readTemplate, templateNames } from './template-store.ts';
import { defaultTemplates, type MailTemplate } from './templates.ts';

type TemplateChange = { result: 'saved' } | { result: 'faults'; faults: TemplateFault[] } | Changed;

/**
 * Gives a template other words: mails that are written from here on have them. Nothing is saved of
 * what could not be filled (R13). With `opened`, the words when they were opened, nothing that others
 * changed since is overwritten. The words before stay in its history.
 */
export async function changeTemplate(
	sql: Queryable,
	wanted: { kind: TemplateKind; template: MailTemplate; by: By; opened?: Values }
): Promise<TemplateChange> {
	const { kind, template, by, opened } = wanted;
	const faults = checkTemplate(kind, template);
	if (faults.length > 0) return { result: 'faults', faults };
	return transaction<TemplateChange>(sql, async (tx) => {
		await lockTemplates(tx);
		const old = await readTemplate(tx, kind);
		const changed = changedSince(opened, old, template);
		if (changed) return changed;
		if (same(old, template)) return { result: 'saved' };
		// Whoever writes the default is at the default, and follows it when Reslot's gets better.
		await store(tx, kind, same(template, defaultTemplates[kind]) ? null : template, by);
		await recordAct(tx, by, {
			action: 'template.changed',
			subject: templateNames[kind],
			old: { subject: old.subject },
			new: { subject: template.subject }
		});
		return { result: 'saved' };
	});
}

/**
 * Goes back to the default words; those before stay in the template's history. With `opened`, as with a
 * change.
 */
export async function restoreTemplate(
	sql: Queryable,
	{ kind, by, opened }: { kind: TemplateKind; by: By; opened?: Values }
): Promise<{ result: 'restored' } | Changed> {
	return transaction<{ result: 'restored' } | Changed>(sql, async (tx) => {
		await lockTemplates(tx);
		const old = await readTemplate(tx, kind);
		if (same(old, defaultTemplates[kind])) return { result: 'restored' };
		const changed = changedSince(opened, old, defaultTemplates[kind]);
		if (changed) return changed;
		await store(tx, kind, null, by);
		await recordAct(tx, by, { action: 'template.restored', subject: templateNames[kind] });
		return { result: 'restored' };
	});
}

/** So that what is compared is what is replaced, also where there is no row yet. Reading goes on. */
const lockTemplates = (tx: Transaction) => tx`lock table mail_template in share row exclusive mode`;

const same = (one: MailTemplate, other: MailTemplate) =>
	one.subject === other.subject && one.body === other.body;

async function store(
	tx: Transaction,
	kind: TemplateKind,
	template: MailTemplate | null,
	by: By
): Promise<void> {
	await tx`
		insert into mail_template (kind, subject, body, staff_id, staff_name)
		values (
			${kind},
			${template?.subject ?? null},
			${template?.body ?? null},
			${by.id},
			${by.name}
		)
	`;
}

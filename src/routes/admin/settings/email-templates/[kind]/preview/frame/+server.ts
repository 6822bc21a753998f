import { previewMail, type Draft } from '$lib/server/mail/preview';
import { readTemplate } from '$lib/server/mail/template-store';
import type { RequestHandler } from './$types';
import { mailFrameHeaders } from '../../../../../_parts/mail-frame';
import { draftOf } from '../../asked';
import { kindOf } from '../../schema';
import { faultsPage, inScheme } from './html';

/** The mail as it is saved, before anything was typed. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const template = await readTemplate(locals.sql, kindOf(params.kind));
	const { draft, scheme } = await draftOf(locals, params.kind, {
		...template,
		scheme: url.searchParams.get('scheme')
	});
	return answer(locals.sql, draft, scheme);
};

/** The mail with the words that are sent; a form can show it in a frame without any script. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
	const sent = Object.fromEntries(await request.formData());
	const { draft, scheme } = await draftOf(locals, params.kind, sent);
	return answer(locals.sql, draft, scheme);
};

async function answer(sql: App.Locals['sql'], draft: Draft, scheme: 'light' | 'dark') {
	const { rendered, faults } = await previewMail(sql, draft);
	const html = rendered ? inScheme(rendered.html, scheme) : faultsPage(faults, scheme);
	return new Response(html, { headers: mailFrameHeaders });
}

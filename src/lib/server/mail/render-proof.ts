import { readableOn } from '../../color.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { fillMail, logoAddress, type RenderedMail } from './fill.ts';
import { button, code, type Part } from './parts.ts';
import { businessWords } from './render.ts';
import type { MailTemplate } from './templates.ts';

type SignIn = {
	kind: 'sign_in';
	/** The customer's, or '' where it is not known. */
	name: string;
	/** Does the same as the code, in whatever browser it is opened. */
	url: string;
};

/** What a mail is made of by which somebody proves that an address is theirs. */
export type ProofMailSubject = { business: Business; code: string; origin: string } & (
	SignIn | { kind: 'confirm_email' }
);

/**
 * Turns a template into a mail with a code, and with the link where it is to sign in.
 * @throws liquidjs errors for an unknown placeholder or bad syntax
 */
export function renderProof(template: MailTemplate, about: ProofMailSubject): RenderedMail {
	const { business, origin } = about;
	const toType = code(about.code);
	const parts: Record<string, Part> =
		about.kind === 'sign_in'
			? { sign_in_button: signInButton(about, business), sign_in_code: toType }
			: { confirm_code: toType };
	const own = about.kind === 'sign_in' ? { customer_name: oneLine(about.name) } : {};
	return fillMail(template, {
		words: { ...own, ...businessWords(business) },
		parts,
		preheader: 'This works once, for 15 minutes.',
		business,
		logo: logoAddress(business, origin)
	});
}

const signInButton = ({ url }: SignIn, { accentColor: accent }: Business) =>
	button({ accent, onAccent: readableOn(accent) }, { label: 'Sign in', url, hint: null });

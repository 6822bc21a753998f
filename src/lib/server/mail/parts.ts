import type { BookingFacts } from './facts.ts';
import { fillHtml } from './liquid.ts';

/**
 * What a part placeholder stands for, in both forms. A `block` is a table of its own, the others
 * stand inside a sentence. Null where the customer may not do it: the placeholder is then nothing.
 */
export type Part = { html: string; text: string; block: boolean } | null;

const DETAILS = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 24px;">
<tr><td class="panel" bgcolor="#f6f8f8" style="background:#f6f8f8;border:1px solid #e4e9e9;border-radius:12px;padding:20px 22px;">
{%- if was %}
<div class="quiet" style="font-size:15px;line-height:22px;color:#5d686b;margin:0 0 10px;"><s>{{ was }}</s></div>
{%- endif %}
{%- if cancelled %}
<div class="quiet" style="font-size:17px;line-height:24px;font-weight:600;color:#5d686b;"><s>{{ at.date }}</s></div>
<div class="quiet time{{ long }}" style="font-size:34px;line-height:44px;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:{{ wrap }};color:#5d686b;"><s style="text-decoration-thickness:2px;">{{ span }}</s></div>
{%- else %}
<div class="strong" style="font-size:17px;line-height:24px;font-weight:600;color:#14191a;">{{ at.date }}</div>
<div class="strong time{{ long }}" style="font-size:34px;line-height:44px;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:{{ wrap }};color:#14191a;">{{ span }}</div>
{%- endif %}
<div class="quiet" style="font-size:14px;line-height:21px;color:#5d686b;">{{ at.zone }}{% if at.zone != at.fullZone %} ({{ at.fullZone }}){% endif %}</div>
{%- if businessAt %}
<div class="quiet" style="font-size:14px;line-height:21px;color:#5d686b;margin-top:6px;">{{ businessAt }}</div>
{%- endif %}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:16px;">
{%- for row in rows %}
<tr>
<td class="rule quiet" width="88" valign="top" style="border-top:1px solid #e4e9e9;padding:9px 12px 9px 0;font-size:14px;line-height:22px;color:#5d686b;">{{ row.label }}</td>
<td class="rule text" valign="top" dir="auto" style="border-top:1px solid #e4e9e9;padding:9px 0;font-size:15px;line-height:22px;color:#2b3335;word-break:break-word;">{% if row.was %}<s class="quiet" style="color:#5d686b;">{{ row.was }}</s> {% endif %}{{ row.value | escape | newline_to_br | raw }}</td>
</tr>
{%- endfor %}
</table>
</td></tr></table>`;

/** Characters of a span of time that fit on one line of a phone, large. */
const LONGEST_SPAN = 16;

const BUTTON = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;"><tr><td>
<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate;border:1px solid {{ accent }};border-radius:10px;overflow:hidden;"><tr><td align="center" bgcolor="{{ accent }}" style="background:{{ accent }};mso-padding-alt:13px 26px;">
<a href="{{ url }}" target="_blank" rel="noopener noreferrer" style="display:inline-block;padding:13px 26px;font-size:16px;line-height:22px;font-weight:600;color:{{ onAccent }};text-decoration:none;">{{ label }}</a>
</td></tr></table>
{%- if hint %}
<div class="quiet" style="font-size:13px;line-height:20px;color:#5d686b;margin-top:8px;">{{ hint }}</div>
{%- endif %}
</td></tr></table>`;

const SENTENCE_LINK = `{{ before }}<a class="strong" href="{{ url }}" target="_blank" rel="noopener noreferrer" style="color:#14191a;text-decoration:underline;">{{ label }}</a>.`;

const CODE = `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;"><tr><td class="panel strong" bgcolor="#f6f8f8" style="background:#f6f8f8;border:1px solid #e4e9e9;border-radius:10px;padding:12px 22px;font-size:30px;line-height:38px;font-weight:700;letter-spacing:.12em;font-variant-numeric:tabular-nums;white-space:nowrap;color:#14191a;">{{ code }}</td></tr></table>`;

/** The time, large, and what the booking is. */
export function bookingDetails(facts: BookingFacts): Part {
	const { at, was, businessAt, rows, cancelled } = facts;
	const zone = at.zone === at.fullZone ? at.zone : `${at.zone} (${at.fullZone})`;
	const lines = [
		cancelled ? `Cancelled: ${at.date}` : at.date,
		`${at.span}, ${zone}`,
		businessAt,
		was && `was ${was}`,
		'',
		...rows.map(({ label, value, was }) => {
			const told = was ? ` (was ${was})` : '';
			return `${label}: ${value.replaceAll('\n', '\n  ')}${told}`;
		})
	];
	return {
		html: fillHtml(DETAILS, { ...facts, ...unbroken(at.span) }),
		text: lines.filter((line) => line !== null).join('\n'),
		block: true
	};
}

/** Times do not break across lines; of two long ones the second may, where it does not fit. */
function unbroken(span: string) {
	if (span.length <= LONGEST_SPAN) return { span, wrap: 'nowrap', long: '' };
	const wide = span.replaceAll(' ', '\u00a0').replace('–\u00a0', '– ');
	return { span: wide, wrap: 'normal', long: ' long' };
}

type Button = { label: string; url: string; hint: string | null };

/** A button on a line of its own; in plain text its label and the address. */
export function button(
	facts: Pick<BookingFacts, 'accent' | 'onAccent'>,
	{ label, url, hint }: Button
): Part {
	const { accent, onAccent } = facts;
	return {
		html: fillHtml(BUTTON, { accent, onAccent, label, url, hint }),
		text: `${label}:\n${url}${hint ? `\n${hint}` : ''}`,
		block: true
	};
}

/** A code to type, large. */
export const code = (code: string): Part => ({
	html: fillHtml(CODE, { code }),
	text: code,
	block: true
});

/** A sentence that ends in a link. */
export function sentenceLink(words: { before: string; label: string; url: string }): Part {
	return {
		html: fillHtml(SENTENCE_LINK, words),
		text: `${words.before}${words.label}: ${words.url}`,
		block: false
	};
}

// Liquid fills a template with marks where the parts go, and puts what people are called between two
// others: so all text can be escaped in one place, and a full stop in a name ends no sentence. These
// characters are in nobody's text.

const OPEN = '\u0001';
const CLOSE = '\u0002';

/** Where the part with this number goes. */
export const markOf = (part: number) => `\0${part}\0`;
/** Splits at the marks; every second piece is a part's number. */
export const AT_MARKS = /\0(\d+)\0/;
/** One mark, wherever it stands. */
export const MARKS = /\0(\d+)\0/g;

const ANY_MARK = new RegExp(`[\\0${OPEN}${CLOSE}]`, 'g');
const WORDS = new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, 'g');

/** A value that Liquid put in. What was made of such values is left as it is. */
export const markWord = (value: string) =>
	value.search(ANY_MARK) >= 0 ? value : `${OPEN}${value}${CLOSE}`;

/** The same text with letters for every such value, as long as it was, for whoever counts sentences. */
export const maskWords = (text: string) => text.replace(WORDS, (word) => 'X'.repeat(word.length));

const RIGHT_TO_LEFT =
	/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u061c\u200f]/u;

/** HTML without marks, in which what is written from the right turns nothing around it. */
export const isolateWords = (html: string) =>
	withoutMarks(
		html.replace(WORDS, (word) => (RIGHT_TO_LEFT.test(word) ? `<bdi>${word}</bdi>` : word))
	);

/** What people read: no marks at all. */
export const withoutMarks = (text: string) => text.replace(ANY_MARK, '');

/** A text as somebody typed it, without characters that could be taken for marks; lines end in \n. */
export const asTyped = (text: string) =>
	text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

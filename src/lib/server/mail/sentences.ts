import { MARKS, maskWords } from './marks.ts';

/** Short forms whose full stop ends no sentence. */
const SHORT_FORM =
	/(?:^|[\s(])(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|No|Nos|Tel|e\.g|i\.e|approx|incl|vs|resp)\.\s*$/iu;
const ENDS_SENTENCE = /[.!?…:;。！？]["'”’»)\]]*\s*$/u;
const ENDS_IN_PART = /\0\d+\0\s*$/;
/** A line that is in the middle of a sentence, and one that is a point of a list. */
const GOES_ON = /^\s*[\p{Ll},;)]/u;
const POINT = /^\s*(?:[-*•–]|\d+[.)])\s/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * A mail's paragraphs without what is nothing. `isNothing` says of a part, by its number, whether it
 * is; such a part takes its whole sentence with it, and the words that lead up to it: those just
 * before it that end in a colon or a question mark, in its paragraph, or in the one before when that
 * ends in a colon. A paragraph of which nothing is left is gone. A heading only loses the mark.
 */
export function withoutNothings(
	paragraphs: readonly string[],
	isNothing: (part: number) => boolean
): string[] {
	const kept: string[][] = [];
	for (const paragraph of paragraphs) {
		const hasGap = (text: string) =>
			[...text.matchAll(MARKS)].some(([, part]) => isNothing(Number(part)));
		if (!hasGap(paragraph)) kept.push(sentencesOf(paragraph));
		else if (isHeading(paragraph)) kept.push([withoutGaps(paragraph, isNothing)]);
		else {
			const left: string[] = [];
			for (const sentence of sentencesOf(paragraph)) {
				if (!hasGap(sentence)) left.push(sentence);
				else if (left.length > 0) dropLast(left, /[:?]["'”’»)\]]*\s*$/u);
				else dropLeadIn(kept);
			}
			kept.push(left);
		}
	}
	return kept.map((sentences) => sentences.join('').trim()).filter((text) => text && text !== '#');
}

/** Whether a paragraph is a heading. */
export const isHeading = (paragraph: string) => paragraph.startsWith('# ');

function withoutGaps(heading: string, isNothing: (part: number) => boolean): string {
	return heading
		.replace(MARKS, (mark, part) => (isNothing(Number(part)) ? '' : mark))
		.replace(/ {2,}/g, ' ')
		.trim();
}

function dropLeadIn(paragraphs: string[][]): void {
	const before = paragraphs.at(-1);
	if (before && !isHeading(before[0] ?? '')) dropLast(before, /:["'”’»)\]]*\s*$/u);
}

/** Takes away the last sentences as long as they lead up to something that is not there. */
function dropLast(sentences: string[], leadsUp: RegExp): void {
	while (leadsUp.test(maskWords(sentences.at(-1) ?? ''))) sentences.pop();
}

/**
 * The sentences of a paragraph, which together are the paragraph. What people are called counts as
 * one word, and so does a part. A line that ends as no sentence does goes on in the next one, unless
 * it ends in a part and the next starts anew, or that is a point of a list.
 */
function sentencesOf(paragraph: string): string[] {
	const masked = maskWords(paragraph);
	const starts = new Set<number>();
	const line = masked.replace(MARKS, (mark) => 'X'.repeat(mark.length)).replaceAll('\n', ' ');
	for (const { index } of segmenter.segment(line)) {
		if (!SHORT_FORM.test(line.slice(Math.max(0, index - 40), index))) starts.add(index);
	}
	for (const { index } of masked.matchAll(/\n/g)) {
		const before = masked.slice(masked.lastIndexOf('\n', index - 1) + 1, index);
		const after = masked.slice(index + 1);
		const ended = (ENDS_SENTENCE.test(before) || ENDS_IN_PART.test(before)) && !GOES_ON.test(after);
		if (ended || POINT.test(after)) starts.add(index + 1);
	}
	const ordered = [...starts].sort((a, b) => a - b);
	return ordered.map((start, i) => paragraph.slice(start, ordered[i + 1]));
}

import { describe, expect, it } from 'vitest';
import {
	choiceOf,
	sayGone as sayGoneIn,
	sayWithWhom as sayWithWhomIn,
	type WithWhom
} from '../../src/routes/(portal)/b/[token]/with-whom.ts';
import { en } from '../../src/lib/words/en/index.ts';

const words = en.reschedule.withWhom;
const ada = { id: 1, name: 'Ada' };
const ben = { id: 2, name: 'Ben' };
const cas = { id: 3, name: 'Cas' };
const rule = (name: WithWhom['rule'], ...people: WithWhom['people']): WithWhom => ({
	rule: name,
	people
});

type Person = { id: number; name: string };
const sayGone = (who: WithWhom, present: Person) => sayGoneIn(who, present, words);
const sayWithWhom = (
	who: WithWhom,
	present: Person,
	choice: string | undefined,
	held: number | undefined
) => sayWithWhomIn(who, { present, choice, held }, words);

describe('the choice that a page shows', () => {
	it('is there only where the business lets customers choose, and there is another one', () => {
		expect(choiceOf(rule('keep', ada), ada.id, '2')).toBeUndefined();
		expect(choiceOf(rule('any', ada, ben), ada.id, '2')).toBeUndefined();
		expect(choiceOf(rule('choose', ada), ada.id)).toBeUndefined();
		expect(choiceOf(rule('choose'), ada.id)).toBeUndefined();
	});

	it('is the present one until somebody else is asked for who can be had', () => {
		const choose = rule('choose', ada, ben);
		expect(choiceOf(choose, ada.id)).toBe('1');
		expect(choiceOf(choose, ada.id, '2')).toBe('2');
		expect(choiceOf(choose, ada.id, 'any')).toBe('any');
		expect(choiceOf(choose, ada.id, '9')).toBe('1');
	});

	it('is anyone when the present one is gone', () => {
		expect(choiceOf(rule('choose', ben), ada.id)).toBe('any');
		expect(choiceOf(rule('choose', ben, cas), ada.id, '1')).toBe('any');
	});
});

describe('with whom it will be, in words', () => {
	it('is not said where nothing else can come of it', () => {
		expect(sayWithWhom(rule('keep', ada), ada, undefined, 1)).toBeNull();
		expect(sayWithWhom(rule('choose', ada, ben), ada, '1', undefined)).toBeNull();
		expect(sayWithWhom(rule('any', ada), ada, undefined, undefined)).toBeNull();
	});

	it('names whom was chosen, and who holds the time', () => {
		const instead = 'With Ben instead of Ada.';
		expect(sayWithWhom(rule('choose', ada, ben), ada, '2', undefined)).toBe(instead);
		expect(sayWithWhom(rule('any', ada, ben), ada, undefined, 2)).toBe(instead);
		expect(sayWithWhom(rule('choose', ada, ben), ada, 'any', 2)).toBe(instead);
		expect(sayWithWhom(rule('choose', ben), ada, 'any', undefined)).toBe(instead);
		expect(sayWithWhom(rule('any', ada, ben), ada, undefined, 1)).toBe('With Ada, as now.');
	});

	it('says what is not settled while nothing is held', () => {
		expect(sayWithWhom(rule('any', ada, ben), ada, undefined, undefined)).toMatch(
			/^With Ada if they are free then, otherwise/
		);
		expect(sayWithWhom(rule('any', ben, cas), ada, undefined, undefined)).toMatch(
			/^With one of us who is free then/
		);
	});
});

describe('that it will be with somebody else, in words', () => {
	it('is not said of whoever still does it, nor where nobody does', () => {
		expect(sayGone(rule('keep', ada), ada)).toBeNull();
		expect(sayGone(rule('any', ada, ben), ada)).toBeNull();
		expect(sayGone(rule('any'), ada)).toBeNull();
	});

	it('says who has gone, and who comes', () => {
		const gone = 'Ada does not do this any more. Another time will be with';
		expect(sayGone(rule('any', ben), ada)).toBe(`${gone} Ben.`);
		expect(sayGone(rule('any', ben, cas), ada)).toBe(
			`${gone} somebody else. Your confirmation says who.`
		);
		expect(sayGone(rule('choose', ben, cas), ada)).toBe(`${gone} somebody else: choose with whom.`);
	});
});

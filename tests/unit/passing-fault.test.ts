import { expect, test } from 'vitest';
import { DeadlineExceeded } from '../../src/lib/server/deadline.ts';
import { passingFault } from '../../src/lib/server/passing-fault.ts';

const coded = (code: string) => Object.assign(new Error('a fault'), { code });

test.each([
	'ECONNREFUSED',
	'CONNECTION_CLOSED',
	'CONNECT_TIMEOUT',
	'57P01',
	'57P03',
	'53300',
	'08006'
])('%s says that the database is away', (code) => expect(passingFault(coded(code))).toBe('away'));

test.each([coded('57014'), coded('55P03'), new DeadlineExceeded('a request', 1)])(
	'what was ended because it took too long passes by itself',
	(fault) => expect(passingFault(fault)).toBe('long')
);

test.each([
	coded('23505'),
	coded('42P01'),
	new Error('ours'),
	'ECONNREFUSED',
	null,
	{ code: '57P01' }
])('a fault of ours does not pass', (fault) => expect(passingFault(fault)).toBeNull());

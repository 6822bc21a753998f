import { describe, expect, test } from 'vitest';
import { mayOpen } from '../../../src/lib/server/accounts/may-open.ts';
import { mayManage, scopeOf } from '../../../src/lib/server/accounts/staff.ts';

describe('a fieldworker', () => {
	const may = (route: string, method = 'GET', action: string | null = null) =>
		mayOpen('fieldworker', route, method, action);

	test('opens their calendar and bookings, and nothing that is not named', () => {
		expect(may('/admin')).toBe(true);
		expect(may('/admin/bookings/[id]', 'HEAD')).toBe(true);
		for (const route of ['/admin/customers', '/admin/board/move', '/admin/brand-new', 'toString']) {
			expect(may(route)).toBe(false);
		}
	});

	test('says how an appointment ended or takes that back, and changes nothing else of it', () => {
		expect(may('/admin/bookings/[id]', 'POST', 'outcome')).toBe(true);
		expect(may('/admin/bookings/[id]', 'POST', 'reopen')).toBe(true);
		expect(may('/admin/board/reopen', 'POST', 'default')).toBe(true);
		for (const action of ['move', 'cancel', 'default', null]) {
			expect(may('/admin/bookings/[id]', 'POST', action)).toBe(false);
		}
		expect(may('/admin/bookings/[id]', 'DELETE', 'outcome')).toBe(false);
		expect(may('/admin', 'POST', 'default')).toBe(false);
	});

	test('looks after their own account', () => {
		expect(may('/admin/account', 'POST', 'password')).toBe(true);
	});
});

test('owners and admins open everything', () => {
	for (const role of ['owner', 'admin'] as const) {
		expect(mayOpen(role, '/admin/brand-new', 'POST', 'default')).toBe(true);
	}
});

test('owners manage everybody, admins everybody but owners, fieldworkers nobody', () => {
	const roles = ['owner', 'admin', 'fieldworker'] as const;
	const table = roles.map((by) => roles.map((role) => mayManage(by, role)));
	expect(table).toEqual([
		[true, true, true],
		[false, true, true],
		[false, false, false]
	]);
});

test('a scope is everybody’s, one’s own, or nobody’s', () => {
	expect(scopeOf({ role: 'admin', fieldworkerId: 3 })).toBe('everybody');
	expect(scopeOf({ role: 'fieldworker', fieldworkerId: 3 })).toBe(3);
	expect(scopeOf({ role: 'fieldworker', fieldworkerId: null })).toBe(0);
});

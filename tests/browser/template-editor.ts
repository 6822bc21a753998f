import type { Page } from '@playwright/test';

export const LIST = '/admin/settings/email-templates';
export const CONFIRMATION = `${LIST}/confirmation`;
export const SAVED = 'Saved. Emails that are sent from now on have these words.';

export const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject', exact: true });
export const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
export const shown = (page: Page) => page.frameLocator('iframe[title="The email as it is read"]');
export const stored = (sql: { unsafe: (query: string) => PromiseLike<unknown[]> }) =>
	sql.unsafe('select subject, body from mail_template order by id');

/** Writes at the end of the text, as by hand. */
export async function append(page: Page, words: string) {
	await text(page).focus();
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type(words);
}

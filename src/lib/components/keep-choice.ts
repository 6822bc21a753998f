/**
 * For every `<select>` with a `bind:value`: keeps what was chosen before the page had woken up (R13),
 * as Svelte itself does for text and for checkboxes. `<select bind:value={…} {@attach keepChoice}>`
 */
export function keepChoice(select: HTMLSelectElement): void {
	const options = [...select.options];
	const given = options.find(({ defaultSelected }) => defaultSelected) ?? options[0];
	if (select.selectedOptions[0] !== given) select.dispatchEvent(new Event('change'));
}

/** With whom, read from what addresses and forms say: an id, or anyone who is free. */
export const fieldworkerOf = (choice: string): number | 'any' =>
	choice === 'any' ? 'any' : Number(choice);

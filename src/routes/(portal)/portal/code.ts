/** The digits of a code, however it was typed: with spaces, a dash, or full-width. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/[^0-9]/g, '');

/** A code as the mail shows it: "1234 5678". */
export const sayCode = (code: string): string => code.replace(/^(\d{4})(?=\d)/, '$1 ');

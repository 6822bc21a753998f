/**
 * The headers of a mail's HTML, which is shown in a frame: it cannot run scripts, load anything but
 * the logo, send forms or reach the back office; its links open in a tab of their own.
 */
export const mailFrameHeaders = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
};

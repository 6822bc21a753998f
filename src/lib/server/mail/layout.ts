// What every mail shares, as HTML that mail programs understand: tables and inline styles, one column
// of at most 600 px. The logo is the only image, and nothing is missed where images are off. Where a
// program knows dark mode, the classes answer to it; elsewhere the inline styles alone have to do.
// Times never break across lines.

/** Around the whole mail. Values: subject, preheader, content (HTML), business, logo, accent, onAccent. */
export const LAYOUT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>{{ subject }}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
.outer { padding: 0 !important; }
.card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
.inner { padding-left: 20px !important; padding-right: 20px !important; }
.time { font-size: 28px !important; line-height: 36px !important; }
.long { font-size: 23px !important; }
.button { width: 100% !important; }
.button a { display: block !important; font-size: 15px !important; padding-left: 12px !important; padding-right: 12px !important; }
}
@media (prefers-color-scheme: dark) {
.page { background: #0f1213 !important; }
.card { background: #191d1f !important; border-color: #2c3335 !important; }
.panel { background: #22282a !important; border-color: #333b3e !important; }
.strong { color: #f3f5f5 !important; }
.text { color: #d5dadb !important; }
.quiet { color: #a3adaf !important; }
.rule { border-color: #333b3e !important; }
.button { border-color: rgba(255,255,255,.28) !important; }
}
</style>
</head>
<body class="page" bgcolor="#f1f3f3" style="margin:0;padding:0;background:#f1f3f3;-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all;">{{ preheader }}{% for i in (1..80) %}&#8199;&#847; {% endfor %}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f1f3f3" style="background:#f1f3f3;">
<tr><td class="outer" align="center" style="padding:32px 12px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:600px;background:#ffffff;border:1px solid #dfe4e4;border-radius:16px;border-collapse:separate;overflow:hidden;font-family:Inter,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;">
<tr><td class="inner" bgcolor="{{ accent }}" style="background:{{ accent }};color:{{ onAccent }};padding:20px 36px;font-size:17px;line-height:24px;font-weight:650;letter-spacing:-.005em;">
{%- if logo %}<img src="{{ logo }}" alt="" height="32" style="display:inline-block;height:32px;width:auto;max-width:160px;margin-right:12px;padding:4px;vertical-align:middle;background:#ffffff;border:0;border-radius:8px;">{% endif -%}
<span dir="auto">{{ business.name }}</span></td></tr>
<tr><td class="inner text" style="padding:32px 36px 12px;font-size:16px;line-height:25px;color:#2b3335;">
{{ content | raw }}
</td></tr>
<tr><td class="inner" style="padding:8px 36px 32px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="rule quiet" style="border-top:1px solid #e4e9e9;padding-top:20px;font-size:13px;line-height:20px;color:#5d686b;">
<span class="text" dir="auto" style="color:#2b3335;font-weight:600;">{{ business.name }}</span>
{%- if business.address %}<br><span dir="auto">{{ business.address }}</span>{% endif -%}
{%- if business.phone or business.email %}<br>{% endif -%}
{%- if business.phone %}<a class="quiet" href="tel:{{ business.phone | replace: ' ', '' }}" style="color:#5d686b;white-space:nowrap;">{{ business.phone }}</a>{% endif -%}
{%- if business.phone and business.email %} &nbsp;·&nbsp; {% endif -%}
{%- if business.email %}<a class="quiet" href="mailto:{{ business.email }}" style="color:#5d686b;">{{ business.email }}</a>{% endif %}
</td></tr></table>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

/** A line of the template that starts with `# `. */
export const HEADING = `<h1 class="strong" dir="auto" style="margin:0 0 12px;font-size:26px;line-height:33px;font-weight:700;letter-spacing:-.015em;color:#14191a;overflow-wrap:anywhere;">{{ content | raw }}</h1>`;

/** Any other paragraph of the template. */
export const PARAGRAPH = `<p class="text" dir="auto" style="margin:0 0 20px;font-size:16px;line-height:25px;color:#2b3335;overflow-wrap:anywhere;">{{ content | raw }}</p>`;

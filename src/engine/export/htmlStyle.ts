/** The style sheet of the HTML report. Colours only repeat what the text says. */

export const htmlStyle = `
:root{color-scheme:light dark;--text:#1f2328;--quiet:#59636e;--page:#fff;--card:#f6f8fa;--line:#d1d9e0;--link:#0550ae;
--mentions:#1a7f37;--partial:#9a6700;--noMention:#818b98;--skipped:#afb8c1;--failed:#cf222e;--cancelled:#c8d1da}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9198a1;--page:#0d1117;--card:#161b22;--line:#30363d;--link:#79b8ff;
--mentions:#3fb950;--partial:#d29922;--noMention:#6e7681;--skipped:#484f58;--failed:#f85149;--cancelled:#30363d}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0 auto;max-width:72rem;padding:2rem 1.5rem;background:var(--page);color:var(--text);
font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:0 0 .75rem;padding-left:.75rem;border-left:.3rem solid var(--state);overflow-wrap:anywhere}
p{margin:0}
.tool{color:var(--quiet);font-size:.875rem;font-weight:600}
.summary{font-size:1.125rem}
.quiet,footer{color:var(--quiet)}
.count{color:var(--quiet);font-weight:400;font-variant-numeric:tabular-nums}
.mentions,.answered{--state:var(--mentions)}.partial{--state:var(--partial)}.noMention{--state:var(--noMention)}
.skipped{--state:var(--skipped)}.failed{--state:var(--failed)}.cancelled{--state:var(--cancelled)}
nav{margin:1.5rem 0 2.5rem}
.bar{display:flex;gap:2px;height:.75rem;border-radius:.375rem;overflow:hidden;background:var(--card)}
.bar span{background:var(--state);min-width:3px}
nav ul{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;list-style:none;margin:1rem 0 0;padding:0}
nav a{display:block;height:100%;padding:.75rem 1rem;background:var(--card);border:1px solid var(--line);
border-top:.25rem solid var(--state);border-radius:.5rem;color:inherit;text-decoration:none;overflow-wrap:anywhere}
nav a:hover{border-color:var(--state)}
nav strong{display:block;font-size:1.75rem;line-height:1.2;font-variant-numeric:tabular-nums}
a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
section{margin:0 0 2.5rem;scroll-margin-top:1rem}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
thead th{color:var(--quiet);font-size:.8125rem;font-weight:600;border-bottom:1px solid var(--line)}
th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;font-weight:400}
tbody tr{border-bottom:1px solid var(--line)}
tbody tr:target,tbody tr:hover{background:var(--card)}
tbody th{overflow-wrap:anywhere;width:100%}
tbody th p{font-size:.875rem}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--quiet)}
th a{color:var(--link);text-decoration:none}
th a:hover{text-decoration:underline}
code{font:.875em/1.5 ui-monospace,Menlo,Consolas,monospace}
tbody th p code{color:var(--quiet)}
details{margin-top:.25rem;font-size:.875rem}
summary{cursor:pointer;color:var(--quiet);width:fit-content}
ol{margin:.25rem 0 .25rem;padding-left:4rem}
li::marker{color:var(--quiet);font-variant-numeric:tabular-nums}
footer{border-top:1px solid var(--line);padding-top:1rem;font-size:.875rem}
@media (max-width:40rem){body{padding:1rem}th,td{padding:.5rem .25rem}tr>:nth-child(n+4){display:none}}
@media print{body{max-width:none;padding:0;font-size:10pt}details::details-content{content-visibility:visible;display:block}
summary{list-style:none}nav a,.bar,h2{break-inside:avoid;print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr{break-inside:avoid}thead{display:table-header-group}h2{break-after:avoid}th a{color:inherit}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){.bar span{background:CanvasText;forced-color-adjust:none}}
`;

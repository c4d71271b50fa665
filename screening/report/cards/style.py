"""The style sheet of the cards: the colours and measures of the report, on screen and on paper."""

from typing import Final

CSS: Final = """
:root{--ink:#1f2328;--paper:#fff;--quiet:#57606a;--line:#d5d9de;--sup:#0f5ea8;--con:#875200;--alert:#b3261e;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e2e4e7;--paper:#17191c;--quiet:#a0a4ab;--line:#3a3f45;--sup:#6cb6ff;--con:#e0a458;--alert:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 -apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:60rem;margin:0 auto;padding:0 1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:1.75rem 0 .25rem;font-weight:650}
h2{font-size:1.1875rem;line-height:1.3;margin:2.5rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line);font-weight:650}
h3{font-size:1rem;margin:1.25rem 0 .3rem;font-weight:650}
p{margin:0 0 .6rem;max-width:44rem}
ul,ol{margin:0 0 .6rem;padding-left:1.4rem;max-width:46rem}
li{margin:.15rem 0}
a{color:inherit;text-decoration:underline;text-decoration-color:var(--quiet);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-color:currentColor}
a:focus-visible,.wide:focus-visible{outline:2px solid var(--sup);outline-offset:2px}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:1rem 0 0}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--paper);padding:.5rem .75rem}
.skip:focus{top:.5rem}
.id,.quiet{color:var(--quiet)}
.id{font-size:.875rem}
.draft{border-left:3px solid var(--con);padding:.1rem 0 .1rem .8rem}
.warn{color:var(--alert);font-weight:650}
.head{font-weight:650}
.authority{margin:0 0 1rem;max-width:46rem}
.authority p{margin:0}
dl{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.25rem 1rem;margin:.8rem 0}
dt{color:var(--quiet)}
dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}
caption{text-align:left;color:var(--quiet);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:650}
td ul{margin:0}
.sign th{width:14rem;color:var(--quiet)}
.sign td{height:2.4rem}
.wide{overflow-x:auto;margin:.5rem 0 1rem}
svg{display:block;font:12px "Liberation Sans",Arial,sans-serif}
svg rect{fill:var(--paper);stroke:var(--quiet)}
svg .el rect{stroke:var(--sup);stroke-width:2}
svg text{fill:var(--ink)}
svg path{fill:none;stroke:var(--quiet)}
svg marker path{fill:var(--quiet);stroke:none}
footer{margin-top:3rem;padding-bottom:2rem;color:var(--quiet);font-size:.875rem}
footer p{border-top:1px solid var(--line);padding-top:.6rem;max-width:none}
@media (max-width:38rem){
header,main,footer{padding:0 1rem}
dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:.5rem}
thead{display:none}
tbody,tr,th,td{display:block;width:auto}
tbody tr{border-bottom:1px solid var(--line);padding:.4rem 0}
tbody th,tbody td{border:0;padding:.1rem 0}
.label{color:var(--quiet)}
.sign th{width:auto}
}
@media (min-width:38.01rem){.label{display:none}}
@media print{
@page{size:letter;margin:.8in}
:root{--ink:#000;--paper:#fff;--quiet:#4a5058;--line:#b9bec5;--sup:#0f5ea8;--con:#875200;--alert:#b3261e;color-scheme:light}
html{font-size:9.75pt}
nav,.skip{display:none}
header,main,footer{max-width:none;padding:0}
h1{margin-top:0}
h2{margin:1.4rem 0 .5rem;break-after:avoid}
h3{break-after:avoid}
.authority,tr,li,.sign{break-inside:avoid}
.sign td{height:3.2rem}
.legend{break-after:avoid}
.wide{overflow:visible;break-inside:avoid}
svg{max-width:100%;height:auto}
a{text-decoration:none}
footer{margin-top:1rem;padding-bottom:0}
}
"""
